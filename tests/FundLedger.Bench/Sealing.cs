using System.Security.Cryptography;
using System.Text;
using FundLedger.Seals;

namespace FundLedger.Bench;

/// <summary>Sealing a whole ledger, signing, and the proof of one fund: written, and checked by a stranger.</summary>
internal static class Sealing
{
    private const int Rounds = 5;

    internal static async Task RunAsync(LargeLedger ledger, ResultTable results, CancellationToken stop)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var before = Timing.Median(await VerifyAsync(ledger, stop));
        var sealing = await Timing.OfAsync(() => new SealEntries(ledger.Database).RunAsync("bench", stop: stop));
        results.Add(new Result($"seal {ledger.Entries:N0} entries", $"{Timing.Shown(sealing)}, {Timing.PerSecond(ledger.Entries, sealing)}"));
        SignedCheckpoint? checkpoint = null;
        var signing = await Timing.OfAsync(async () => checkpoint = (await new SignCheckpoint(ledger.Database, TimeProvider.System, key).RunAsync("bench", stop)).Expect());
        results.Add(new Result($"sign a checkpoint of {checkpoint!.Size:N0}", Timing.Shown(signing)));
        var after = Timing.Median(await VerifyAsync(ledger, stop));
        results.Add(new Result($"verify {ledger.Entries:N0} entries with their seals", $"{Timing.Shown(after)}, {Timing.PerSecond(ledger.Entries, after)}", $"without seals {Timing.Shown(before)}", after / before));

        using var file = new MemoryStream();
        ProofExported? exported = null;
        var writing = await Timing.OfAsync(async () => exported = (await ledger.Database.ReadAsync(reader => ExportProof.WriteAsync(reader, LargeLedger.Funds[0], file, stop: stop), stop)).Expect());
        results.Add(new Result($"proof of {exported!.Entries:N0} entries", $"{Timing.Shown(writing)}, {Timing.PerSecond(exported.Entries, writing)}, {file.Length / 1e6:0.0} MB, {file.Length / exported.Entries:N0} bytes an entry"));
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var checking = Timing.Of(() =>
        {
            if (!CheckProof.Run(lines, SignedNote.Read(checkpoint.Note)).IsTrue) throw new InvalidOperationException("the proof is false");
        });
        results.Add(new Result("check that proof", $"{Timing.Shown(checking)}, {Timing.PerSecond(exported.Entries, checking)}"));
        var (entry, one) = (ledger.Entries / 2, new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++) one.Add(await Timing.OfAsync(() => ledger.Database.ReadAsync(reader => SealReading.PlaceOfAsync(reader, entry), stop)));
        results.Add(new Result("inclusion proof of one entry", Timing.Shown(Timing.Median(one))));
    }

    private static async Task<List<TimeSpan>> VerifyAsync(LargeLedger ledger, CancellationToken stop)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds - 2; round++)
            times.Add(await Timing.OfAsync(async () =>
            {
                if (!(await ledger.Database.ReadAsync(reader => Verify.RunAsync(reader, progress: null, stop), stop)).IsSound) throw new InvalidOperationException("the ledger does not verify");
            }));
        return times;
    }
}
