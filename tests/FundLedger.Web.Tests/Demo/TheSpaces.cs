using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Demo;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Demo;

/// <summary>Three public spaces over three years of falling support.</summary>
public sealed class TheSpaces : CommandLineTest
{
    [Test]
    public async Task One_is_ahead_one_behind_and_held_one_amended_and_running_again_adds_nothing()
    {
        var told = await DoneAsync("demo taper --json");
        Assert.That(told.Json.EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "spaces", "periodsPaid", "held", "amended", "paid", "returned" }));
        Assert.That(told.Json.EnumerateObject().Take(4).Select(field => field.Value.GetInt32()), Is.EqualTo(new[] { 3, 35, 1, 1 }));
        await DoneAsync("verify");
        await using (var database = SqliteDatabase.OpenToRead(new StorageOptions { Directory = Books }))
            await database.ReadAsync(async reader =>
            {
                var books = await FundLedger.Ledger.Books.LoadAsync(reader);
                var plans = (await TaperReading.AtWorkAsync(reader, books, Today)).ToDictionary(one => one.Plan.Number);
                Assert.That(plans.Values.Select(one => (one.Plan.Status, one.Plan.Version)), Is.EquivalentTo(new[] { (TaperPlanStatus.Completed, 1), (TaperPlanStatus.Agreed, 1), (TaperPlanStatus.Completed, 2) }));
                var held = plans["JT-2"].Periods.Single(period => period.State == TaperPeriodState.Held);
                Assert.That((held.Period.No, held.Why.Single().Code), Is.EqualTo((10, "self-sufficiency-low")));
                Assert.That(await TaperReading.CommittedAsync(reader, books, plans["JT-2"].Plan), Is.Not.Empty, "what is held is still promised");
                Assert.That((await TaperReading.ReviewsAsync(reader, plans["JT-2"].Plan)).Single().Decision, Is.EqualTo(TaperReviewDecision.Keep));
                Assert.That(plans["JT-1"].Periods.Sum(period => period.Lapsed!.Value.MinorUnits), Is.Positive, "it cost less than planned");
                Assert.That(await TaperReading.CommittedAsync(reader, books, plans["JT-1"].Plan), Is.Empty);
                return true;
            });
        var entries = (await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64();
        Assert.That((await DoneAsync("demo taper --json")).Json.GetRawText(), Is.EqualTo(told.Json.GetRawText()));
        await DoneAsync($"run-due --as-of {Today.ToIso()}");
        Assert.That((await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64(), Is.EqualTo(entries), "the due run repeated changes nothing");
    }

    [Test]
    public async Task It_is_refused_on_other_books()
    {
        await NewFundAsync();
        Assert.That((await RunAsync("demo taper")).ExitCode, Is.EqualTo(2));
    }
}
