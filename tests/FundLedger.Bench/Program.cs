using System.Globalization;
using System.Runtime.InteropServices;
using FundLedger.Bench;
using FundLedger.Bench.Endurance;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};
using var told = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true; // so that the folder goes, and a program under test is ended too
    stopping.Cancel();
});
if (EnduranceOptions.IsMeant(args)) return await SoakAsync();
if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

using var folder = new BenchFolder();
var results = new ResultTable(Console.Out);
try
{
    if (options.Has("record")) await RecordingDonations.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("telling")) await TellingPrograms.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("server")) await RecordingOnAServer.RunAsync(options, results, stopping.Token);
    if (options.Has("import")) await ImportingAList.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("matching-import")) await MatchingAnImport.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("bank")) await BookingAStatement.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("tranches")) await ReleasingTranches.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("taper")) await ReleasingPeriods.RunAsync(folder, options, results, stopping.Token);
    if (options.Soaks && !Soak.Run(options, results, stopping.Token)) return 1;
    if (options.Has("statement")) await WritingAStatement.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("page")) await OpeningTheFirstPage.RunAsync(folder, options, results, stopping.Token);
    if (options.Has("reads") || options.Has("verify") || options.Has("seals")) await ReadingALargeLedger.RunAsync(folder, options, results, stopping.Token);
}
catch (Exception broken)
{
    // Caught so that the folder goes in any case: an exception that nobody catches ends the process without it.
    Console.Error.WriteLine(stopping.IsCancellationRequested ? "stopped" : broken);
    return 1;
}

results.Print();
return 0;

async Task<int> SoakAsync()
{
    if (EnduranceOptions.Read(args) is not { } endurance)
    {
        Console.Error.WriteLine(BenchOptions.Usage);
        return 2;
    }

    var table = new ResultTable(Console.Out);
    var isClean = await Soaking.RunAsync(endurance, table, stopping.Token);
    table.Print();
    return isClean ? 0 : 1;
}
