using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.SeedMoney;
using Directory = System.IO.Directory;

namespace FundLedger.Bench;

/// <summary>Many tranches due on one day released in one run, each decided on its own, beside the same entries posted with nothing asked.</summary>
internal static class ReleasingTranches
{
    private const string Fund = "tranches";
    private const int Organisations = 100;
    private const int AtOnce = 64;
    private const double Least = 0.3;

    private static readonly Currency Currency = Currency.Cny;
    private static readonly DateOnly Decided = DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(20_000));

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        results.Note($"{options.Tranches:N0} awards are decided and signed");
        await using (var database = folder.Open(Fund)) await PrepareAsync(database, options.Tranches, stop);
        CopyBooks(folder);
        TimeSpan released, posted;
        long objects;
        await using (var database = folder.Open(Fund))
        {
            using var peak = new PeakMemory();
            released = await Timing.OfAsync(async () =>
            {
                var run = await new ReleaseDueTranches(database).RunAsync("bench", Decided, stop);
                if (run.Released.Count != options.Tranches) throw new InvalidOperationException($"{run.Released.Count} were released: {run.Held.FirstOrDefault().Why?.Message.En}");
            });
            objects = peak.Objects;
        }

        await using (var database = folder.Open(Bare)) posted = await PostAsync(database, options.Tranches, stop);
        foreach (var name in new[] { Fund, Bare }) folder.Delete(name);
        var ratio = posted / released;
        results.Add(new Result(
            $"{options.Tranches:N0} tranches due on one day released in one run", $"{Timing.Shown(released)}, {Timing.PerSecond(options.Tranches, released)}, {objects} MB of objects",
            $"the same entries posted bare {Timing.Shown(posted)}, {Timing.PerSecond(options.Tranches, posted)}", ratio, $">= {Least}", ratio >= Least));
    }

    private static string Bare => Fund + "-bare";

    private static void CopyBooks(BenchFolder folder)
    {
        Directory.CreateDirectory(folder.PathOf(Bare));
        foreach (var file in Directory.EnumerateFiles(folder.PathOf(Fund))) File.Copy(file, Path.Combine(folder.PathOf(Bare), Path.GetFileName(file)));
    }

    private static string NumberOf(int i) => $"T-{i:00000}";

    private static async Task PrepareAsync(SqliteDatabase database, int count, CancellationToken stop)
    {
        await BenchFolder.CreateFundAsync(database, Fund, Currency);
        (await new ReceiveSeedMoney(database).RunAsync(new Asked("seed", "bench"), new SeedMoneyReceipt(Fund, Yuan(count * 100L), Decided, "district", "1"), stop)).Expect();
        var terms = GrantTemplate.Venture(Currency) with { PublicityWorkingDays = 0, PublicShareAtMost = null, CostRules = GrantCostRules.None, Tranches = [new TrancheTerms(null, null, TrancheDay.Signing, 0, false, [], new("批", "Tranche"))] };
        (await new CreateGrantProgramme(database).RunAsync(new Asked("programme", "bench"), new NewGrantProgramme("VP", Fund, GrantProgrammeKind.Venture, new("公益创投", "Venture"), terms), stop)).Expect();
        for (var i = 0; i < Organisations; i++) await QualifyAsync(database, $"ORG{i}", stop);
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i => (await new DecideAward(database).RunAsync(new Asked($"decide/{i}", "bench"), Award(i), stop)).Expect()));
            var books = await database.ReadAsync(Books.LoadAsync, stop);
            await Task.WhenAll(some.Select(async i =>
            {
                var award = (await database.ReadAsync(reader => AwardReading.FindAsync(reader, books, NumberOf(i)), stop))!;
                (await new SignAgreement(database).RunAsync(new Asked($"sign/{i}", "bench"), new Signing(NumberOf(i), Agreement.TextSha256Of(award), Decided), stop)).Expect();
            }));
        }
    }

    private static NewAward Award(int i) =>
        new(NumberOf(i), "VP", null, $"ORG{i % Organisations}", null, "项目", Yuan(100), Decided, Decided, Decided.AddDays(200), "评审第一");

    private static Money Yuan(long yuan) => new(yuan * Currency.MinorPerUnit, Currency);

    private static async Task QualifyAsync(SqliteDatabase database, string code, CancellationToken stop)
    {
        (await new RegisterOrganisation(database).RunAsync(new Asked($"register/{code}", "bench"), new OrganisationProfile(code, code, OrganisationKind.Community), stop)).Expect();
        foreach (var kind in new[] { QualificationKind.Filing, QualificationKind.YearlyCheck })
        {
            var scan = new Attachment("scan.pdf", System.Text.Encoding.UTF8.GetBytes($"%PDF-1.4 {code} {kind}"));
            var added = (await new AddQualification(database).RunAsync(new Asked($"{kind}/{code}", "bench"), new NewQualification(code, kind, code, Decided.AddDays(-100), Decided.AddDays(200), scan), stop)).Expect();
            (await new CheckQualification(database).RunAsync(new Asked($"check/{kind}/{code}", "bench"), added.Qualification, isVerified: true, stop: stop)).Expect();
        }
    }

    /// <summary>What the run posts, and nothing else: no award is read, nothing is asked and no tranche is marked.</summary>
    private static async Task<TimeSpan> PostAsync(SqliteDatabase database, int count, CancellationToken stop)
    {
        var (books, awards) = await database.ReadAsync(async reader =>
        {
            var loaded = await Books.LoadAsync(reader);
            return (loaded, await AwardReading.ListAsync(reader, loaded));
        }, stop);
        var source = books.FindSource(books.Entity(books.FindFund(Fund)!.EntityId), awards[0].Terms.Parts[0].Source)!;
        return await Timing.OfAsync(async () =>
        {
            foreach (var some in awards.Chunk(AtOnce))
                await Task.WhenAll(some.Select(async award => (await database.WriteAsync<EntryId>(
                    new Asked($"bare/{award.Number}", "bench").For("release-tranche", OperationField.Of("award", award.Number), OperationField.Of("tranche", 1)),
                    tx => Journal.AppendAsync(tx, AwardPosting.Released(books.Entity(award.Fund.EntityId), award, 1, [(source, award.Amount)], Decided)), stop)).Expect()));
            if (awards.Count != count) throw new InvalidOperationException($"{awards.Count} awards were there");
        });
    }
}
