using FundLedger.Awards;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Cli;

/// <summary>Everything that has fallen due, in one run; demo books go ahead to a day.</summary>
public sealed class RunningWhatIsDue : CommandLineTest
{
    [Test]
    public async Task Demo_books_go_ahead_to_a_day_and_nothing_is_done_twice()
    {
        await MakeAsync(isDemo: true);
        Assert.That((await DoneAsync("run-due --json")).Json.GetProperty("released").GetArrayLength(), Is.Zero);
        var due = (await DoneAsync("run-due --as-of 2026-07-01 --json")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(due.GetProperty("day").GetString(), Is.EqualTo("2026-07-01"));
            Assert.That(due.GetProperty("missed").EnumerateArray().Single().GetString(), Is.EqualTo("G1-1-0001"));
            Assert.That(due.GetProperty("roundsClosed").EnumerateArray().Single().GetString(), Is.EqualTo("G1-1"));
            Assert.That(due.GetProperty("released").EnumerateArray().Single().GetProperty("no").GetInt32(), Is.EqualTo(1));
        });
        var again = (await DoneAsync("run-due --as-of 2026-07-01 --json")).Json;
        Assert.That(new[] { "missed", "roundsClosed", "released", "reminders" }.Select(what => again.GetProperty(what).GetArrayLength()), Is.All.Zero);
        await DoneAsync("verify");
        Assert.That((await DoneAsync("run-due --as-of 2026-07-02 --lang zh-CN")).Out, Does.Contain("2026-07-02："));
    }

    [Test]
    public async Task Real_books_are_run_as_of_today_and_no_other_day()
    {
        await MakeAsync(isDemo: false);
        Assert.That((await DoneAsync("run-due")).Out, Does.Contain("2026-04-15: 0 tranches released"));
        foreach (var day in new[] { "2026-07-01", "2026-04-01" })
        {
            var said = await RunAsync($"run-due --as-of {day}");
            Assert.That(said.ExitCode, Is.EqualTo(2));
            Assert.That(said.Error, Does.StartWith("error: --as-of: These books are no demo"));
        }

        Assert.That((await RunAsync("run-due --as-of 2026-07-01 --lang zh-CN")).Error, Does.Contain("正式账本"));
        Assert.That((await RunAsync("run-due --dry-run")).Error, Does.Contain("cannot be tried out"));
    }

    [Test]
    public async Task Time_never_goes_back()
    {
        await MakeAsync(isDemo: true);
        Assert.That((await RunAsync("run-due --as-of 2026-04-14")).Error, Does.Contain("never goes back"));
        Assert.That((await RunAsync("tranche run-due --as-of 2026-07-01")).Error, Does.Contain("'run-due --as-of'"));
    }

    /// <summary>A draft whose round closes on 30 April, and a signed award whose first tranche is due 15 working days from today.</summary>
    private async Task MakeAsync(bool isDemo)
    {
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books, Demo = isDemo }, new StandingClock(Today));
        Asked Ask(string what) => new(what, "test");
        (await new CreateEntity(database).RunAsync(Ask("entity"), new NewEntity("MAIN", "基金会", Currency.Cny, Chart.Npo2004))).Expect();
        (await new CreateFund(database).RunAsync(Ask("fund"), new NewFund("F1", "基金", FundKind.DistrictPool, Currency.Cny))).Expect();
        (await new RecordDonation(database).RunAsync(Ask("gift"), new Gift("F1", new Money(100_000, Currency.Cny), Today, DonorName.Of("春晖超市", false)))).Expect();
        await GrantSite.MakeAsync(database, "G1", "F1", GrantSite.Plan);
        await GrantSite.AwardAsync(database, "G1", Today.AddDays(-10));
        var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
        (await new SignAgreement(database).RunAsync(Ask("sign"), new Signing(award.Number, Agreement.TextSha256Of(award), Today))).Expect();
    }
}
