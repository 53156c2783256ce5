using FundLedger.Bench;
using FundLedger.Bench.Endurance;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Every verb of the bench runs to its end on very little, so that one that is broken is noticed before somebody wants to measure. What it measures is not looked at.</summary>
public sealed class MeasuringALittle
{
    private static readonly string[] Little = ["--entries", "200", "--rows", "40", "--gifts", "64", "--tranches", "20", "--spaces", "2", "--lines", "20", "--pages", "4"];

    /// <summary>All but the one that needs a server.</summary>
    private static IEnumerable<string> Verbs => BenchOptions.Known.Except(["server"]);

    [TestCaseSource(nameof(Verbs))]
    public async Task A_measurement_comes_to_a_result(string verb)
    {
        var (exitCode, said) = await RunAsync([verb, .. Little]);
        Assert.That(exitCode, Is.Zero, said);
        Assert.That(said, Does.Match(@"(?m)^what +\| measured +\| peer or limit .*\n\S"), "the table has a line");
    }

    [Test]
    public async Task The_readers_meet_scribbled_files()
    {
        var (exitCode, said) = await RunAsync([BenchOptions.Soaking, .. Little]);
        Assert.That(exitCode, Is.Zero, said);
    }

    [TestCase("")]
    [TestCase("verfy")]
    [TestCase("verify --entries")]
    [TestCase("verify --entries 100")]
    [TestCase("soak --minutes none")]
    public async Task What_is_not_understood_is_answered_with_what_there_is(string words)
    {
        var (exitCode, said) = await RunAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That((exitCode, said), Is.EqualTo((2, BenchOptions.Usage + System.Environment.NewLine)));
        foreach (var verb in BenchOptions.Known) Assert.That(said, Does.Match($@"[ |]{verb}[ |]"));
    }

    private static Task<(int ExitCode, string Said)> RunAsync(string[] arguments)
    {
        // Built beside this project, in the same configuration.
        var ours = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var bench = Path.Combine(ours.Parent!.Parent!.Parent!.Parent!.FullName, "FundLedger.Bench", "bin", ours.Parent.Name, ours.Name, "FundLedger.Bench.dll");
        return ServedProgram.RunAsync(arguments, new Dictionary<string, string>(), bench);
    }
}
