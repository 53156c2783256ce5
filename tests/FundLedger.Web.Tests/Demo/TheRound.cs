using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Demo;

/// <summary>A round of grants from need to final evaluation.</summary>
public sealed class TheRound : CommandLineTest
{
    [Test]
    public async Task Runs_from_need_to_final_evaluation_and_ties_out_at_every_step()
    {
        await FillAsync(Books);
        var told = await DoneAsync("demo grants --json");
        Assert.That(told.Json.EnumerateObject().Select(field => (field.Name, field.Value.GetInt32())),
            Is.EqualTo(new[] { ("applications", 40), ("conflictsFound", 3), ("awards", 15), ("tranchesPaid", 57), ("clawbacks", 1) }));
        await DoneAsync("verify");
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books, Demo = true }, new StandingClock(Today));
        var (applications, organisations, awards, conflicts) = await database.ReadAsync(async reader =>
        {
            var books = await FundLedger.Ledger.Books.LoadAsync(reader);
            return (await ApplicationReading.ListAsync(reader), await FundLedger.Organisations.Directory.ListAsync(reader), await AwardReading.ListAsync(reader, books), await ReviewReading.ConflictsAsync(reader));
        });
        Assert.Multiple(async () =>
        {
            Assert.That(applications.CountBy(application => application.Status).ToDictionary(), Is.EqualTo(new Dictionary<ApplicationStatus, int>
            {
                [ApplicationStatus.Awarded] = 15, [ApplicationStatus.Declined] = 21, [ApplicationStatus.Withdrawn] = 1, [ApplicationStatus.MissedDeadline] = 2, [ApplicationStatus.Ineligible] = 1,
            }));
            Assert.That(conflicts.Select(conflict => conflict.Kind), Is.EquivalentTo(new[] { ConflictKind.SamePerson, ConflictKind.PastEmployer, ConflictKind.RelatedPerson }));
            Assert.That(awards.CountBy(award => award.Status).ToDictionary(), Is.EqualTo(new Dictionary<AwardStatus, int> { [AwardStatus.Completed] = 13, [AwardStatus.Stopped] = 2 }));
            Assert.That(awards.Select(award => award.Version).Count(version => version == 2), Is.EqualTo(1), "one amendment");
            Assert.That(awards.Any(award => award.Organisation == DemoCompany.CodeOf(DemoRound.Lapsed)), Is.False, "the best, but no longer qualified");
            await database.ReadAsync(async reader =>
            {
                var claim = (await AwardReading.ClawbacksAsync(reader)).Single();
                Assert.That((claim.Open, claim.Instalments.Count), Is.EqualTo((Money.Zero(Currency.Cny), 3)));
                var (reports, failed) = (new List<ProgressReport>(), 0);
                foreach (var award in awards)
                {
                    reports.AddRange(await AwardReading.ReportsAsync(reader, award));
                    failed += (await AwardReading.EvaluationsAsync(reader, award)).Count(evaluation => evaluation.Verdict == Verdict.Fail);
                }

                Assert.That(failed, Is.EqualTo(2));
                Assert.That(reports.SelectMany(report => report.Refused).Select(refused => refused.Rule), Is.EqualTo(new[] { "forbidden-kind" }));
                var lapsed = organisations.Single(organisation => organisation.Code == DemoCompany.CodeOf(DemoRound.Lapsed));
                Assert.That((await FundLedger.Organisations.Directory.StandingAsync(reader, lapsed, Today)).Status, Is.EqualTo(OrganisationStatus.Lapsed));
                return true;
            });
        });
    }

    [Test]
    public async Task Stopped_anywhere_it_goes_on_and_ends_as_if_it_had_not_been()
    {
        foreach (var chapter in new[] { 1, 5, 7, 8, 11 })
        {
            using var stop = new CancellationTokenSource();
            Assert.That(async () => await FillAsync(Books, new StoppingAt(chapter, stop), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        Day = Today.AddDays(3);
        var told = (await DoneAsync("demo grants --json")).Out;
        await DoneAsync("verify");
        var entries = (await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64();
        Assert.That((await DoneAsync("demo grants --json")).Out, Is.EqualTo(told));
        Assert.That((await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64(), Is.EqualTo(entries), "run again it adds nothing");
        Assert.That((await RunAsync("demo grants --seed 2")).Error, Does.Contain("another story"));

        var whole = Path.Combine(Folder, "whole");
        await FillAsync(whole);
        Assert.That((await DoneAsync($"demo grants --json --data {whole}")).Out, Is.EqualTo(told));
        Assert.That((await DoneAsync($"verify --json --data {whole}")).Json.GetProperty("entries").GetInt64(), Is.EqualTo(entries));
    }

    [Test]
    public async Task Is_told_in_demo_books_of_its_own_only()
    {
        await NewFundAsync();
        Assert.That((await RunAsync("demo grants")).Error, Does.Contain("no demo"));
        var other = Path.Combine(Folder, "other");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = other, Demo = true }, new StandingClock(Today)))
            (await new FundLedger.Funds.CreateEntity(database).RunAsync(new Asked("entity", "test"), new FundLedger.Funds.NewEntity("OTHER", "别的", Currency.Cny, Chart.Npo2004))).Expect();
        var said = await RunAsync($"demo grants --data {other}");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain("another story"));
    }

    /// <summary>Fills the books, looking after each chapter whether what is committed, owed and in the bank is what awards, tranches and claims say.</summary>
    private static async Task FillAsync(string folder, IProgress<(int, int)>? progress = null, CancellationToken stop = default)
    {
        var books = new StorageOptions { Directory = folder, Demo = true };
        var clock = StoryClock.For(books, new StandingClock(Today), DemoRound.DaysBack);
        await using var database = SqliteDatabase.Open(books, clock);
        (await DemoRound.FillAsync(database, clock, 1, progress, () => database.ReadAsync(TieOutAsync, default), stop)).Expect();
    }

    /// <summary>Source by source: the journal alone against what is kept of each award.</summary>
    private static async Task<bool> TieOutAsync(LedgerReader reader)
    {
        var books = await FundLedger.Ledger.Books.LoadAsync(reader);
        var lines = await LinesAsync(reader, books);
        Dictionary<string, long> By(params AccountRole?[] roles) => Sums(lines.Where(line => roles.Contains(line.Account.Role)).Select(line => (line.Source.Code, line.Amount.MinorUnits)));
        var awards = await AwardReading.ListAsync(reader, books);
        var (committed, borne) = (new List<(string, long)>(), new List<(string, long)>());
        foreach (var award in awards)
        {
            committed.AddRange((await AwardReading.CommittedAsync(reader, books, award)).Select(part => (part.Source.Code, part.Amount.MinorUnits)));
            borne.AddRange((await AwardReading.PaidAsync(reader, books, award)).Select(part => (part.Source.Code, part.Amount.MinorUnits)));
        }

        var (tranches, claims) = (await AwardReading.TranchesAsync(reader), await AwardReading.ClawbacksAsync(reader));
        var cameIn = lines.Where(line => line.Account.Role is not (AccountRole.Bank or AccountRole.GrantsExpense or AccountRole.GrantsPayable or AccountRole.ClawbackReceivable or AccountRole.Committed or AccountRole.CommitmentReserve));
        Assert.Multiple(() =>
        {
            Assert.That(By(AccountRole.Committed), Is.EqualTo(Sums(committed)), "committed");
            Assert.That(By(AccountRole.GrantsPayable).Values.Sum(), Is.EqualTo(-tranches.Sum(tranche => tranche.Owed.MinorUnits)), "owed");
            Assert.That(By(AccountRole.ClawbackReceivable).Values.Sum(), Is.EqualTo(claims.Sum(claim => claim.Open.MinorUnits)), "to come back");
            Assert.That(Sums(By(AccountRole.Bank, AccountRole.ClawbackReceivable).Select(pair => (pair.Key, pair.Value)).Concat(borne)),
                Is.EqualTo(Sums(cameIn.Select(line => (line.Source.Code, -line.Amount.MinorUnits)))), "what came is in the bank, was paid, or is to come back");
        });
        return true;
    }

    private static async Task<IReadOnlyList<PostedLine>> LinesAsync(LedgerReader reader, FundLedger.Ledger.Books books)
    {
        var lines = new List<PostedLine>();
        for (var id = await JournalReading.LastAsync(reader); id > 0; id--) lines.AddRange((await JournalReading.FindAsync(reader, new EntryId(id), books))!.Lines);
        return lines;
    }

    private static Dictionary<string, long> Sums(IEnumerable<(string Source, long Minor)> parts) =>
        parts.GroupBy(part => part.Source).Select(group => (group.Key, Sum: group.Sum(part => part.Minor))).Where(pair => pair.Sum != 0).ToDictionary(pair => pair.Key, pair => pair.Sum);

    private sealed class StoppingAt(int chapter, CancellationTokenSource stop) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            if (value.Done == chapter) stop.Cancel();
        }
    }
}
