namespace FundLedger.Web.Tests.Cli;

public sealed class SeedMoney : CommandLineTest
{
    [SetUp]
    public Task OpenFunds() => Task.WhenAll(NewFundAsync("F1").ContinueWith(_ => NewFundAsync("F2"), TaskScheduler.Default).Unwrap());

    [Test]
    public async Task An_appropriation_goes_from_its_document_to_its_return()
    {
        var letter = Write("letter.txt", "批复");
        await DoneAsync($"seed-money register --fund F1 --ref 民发9号 --from 民政局 --amount 1000 --years 1 --issued-on 2025-01-01 --covers-commitments yes --document {letter}");
        await DoneAsync("seed --fund F1 --amount 600 --on 2025-02-01 --from 民政局 --ref 民发9号");
        var over = await RunAsync("seed --fund F1 --amount 400.01 --on 2025-02-02 --from 民政局 --ref 民发9号");
        Assert.That((over.ExitCode, over.Error), Is.EqualTo((2, over.Error)));
        Assert.That(over.Error, Does.StartWith("error: --amount: ").And.Contain("exceed it by 0.01 CNY"));
        await DoneAsync("seed-money amend --ref 民发9号 --document-number 民发10号 --amount 1,200 --covers-commitments no");
        await DoneAsync("expense --fund F1 --amount 100 --on 2025-03-01 --for 活动");

        var unspent = (await DoneAsync("seed-money unspent --json")).Json;
        Assert.That((unspent[0].GetProperty("fund").GetString(), unspent[0].GetProperty("stage").GetString(), unspent[0].GetProperty("left").GetProperty("amount").GetString()), Is.EqualTo(("F1", "over", "500.00")));
        Assert.That((await RunAsync("expense --fund F1 --amount 1 --on 2026-01-02 --for 活动 --source seed-民发9号")).Error, Does.Contain("seed-money owe-return"));
        await DoneAsync("seed-money owe-return --fund F1 --source seed-民发9号 --amount 500 --on 2026-01-02");
        var planned = await DoneAsync("seed-money pay-return --entry 3 --amount 200 --on 2026-01-03 --dry-run --json");
        Assert.That(planned.Json.GetProperty("entries").GetArrayLength(), Is.EqualTo(1));
        await DoneAsync("seed-money pay-return --entry 3 --amount 200 --on 2026-01-03 --ref T-1");
        var tooMuch = await RunAsync("seed-money pay-return --entry 3 --amount 300.01 --on 2026-01-04");
        Assert.That((tooMuch.ExitCode, tooMuch.Error), Is.EqualTo((2, tooMuch.Error)));

        var shown = (await DoneAsync("seed-money show --ref 民发9号 --json")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(shown.GetProperty("versions").GetArrayLength(), Is.EqualTo(2));
            Assert.That(shown.GetProperty("spendBy").GetString(), Is.EqualTo("2025-12-31"));
            Assert.That(shown.GetProperty("toCome").GetProperty("amount").GetString(), Is.EqualTo("600.00"));
            Assert.That(shown.GetProperty("funds")[0].GetProperty("returnOwed").GetProperty("amount").GetString(), Is.EqualTo("300.00"));
        });
        Assert.That((await DoneAsync("seed-money list")).Out, Does.Contain("民发9号").And.Contain("1,200.00"));
        Assert.That((await DoneAsync("seed-money show --ref 民发9号")).Out, Does.Contain("民发10号").And.Contain("600.00"));
        await DoneAsync("seed-money warn --first 60 --last 20");
        Assert.That((await RunAsync("seed-money warn --first 10 --last 20")).Error, Does.StartWith("error: --first: "));
        await DoneAsync("verify");
    }

    [Test]
    public async Task Public_money_waits_for_the_proof_of_social_money()
    {
        var statement = Write("statement.txt", "对账单");
        await DoneAsync("seed --fund F1 --amount 600 --on 2026-02-01 --from 民政局 --ref 民发9号");
        await DoneAsync("cofunding require --fund F2 --share 40% --from 2026-01-01 --ref 民发7号");
        Assert.That((await RunAsync("cofunding require --fund F2 --share x --from 2026-01-01 --ref 民发7号")).Error, Does.StartWith("error: --share: "));
        const string transfer = "transfer --from F1 --to F2 --source seed-民发9号 --amount 60 --on 2026-02-02";
        Assert.That((await RunAsync(transfer)).Error, Does.Contain("40.00 CNY is missing"));
        var prove = $"cofunding prove --fund F2 --amount 40 --on 2026-02-02 --what 某公司账户 --document {statement}";
        await DoneAsync(prove + " --dry-run");
        Assert.That((await RunAsync(transfer)).Error, Does.Contain("40.00 CNY is missing"), "a dry run proves nothing");
        await DoneAsync(prove);
        await DoneAsync(transfer);
        var shown = (await DoneAsync("cofunding show --fund F2 --json")).Json;
        Assert.That((shown.GetProperty("requirements")[0].GetProperty("room").GetProperty("amount").GetString(), shown.GetProperty("proofs").GetArrayLength()), Is.EqualTo(("0.00", 1)));
        Assert.That((await DoneAsync("cofunding show")).Out, Does.Contain("40%").And.Contain("某公司账户"));
        await DoneAsync("cofunding end --fund F2 --requirement 1 --on 2026-02-02 --note 结项");
    }

    [Test]
    public async Task A_purpose_changes_on_the_evidence_of_a_letter()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        const string change = "purpose change --fund F1 --from donation --to library --name 图书角 --amount 30 --on 2026-02-01 --consent donor --consent-number 同意书1";
        Assert.That((await RunAsync(change)).ExitCode, Is.EqualTo(2), "without a file");
        var changed = await DoneAsync($"{change} --document {Write("letter.txt", "同意")} --json");
        Assert.That((changed.Json.GetProperty("entry").GetInt64(), changed.Json.GetProperty("source").GetString()), Is.EqualTo((2L, "library")));
        Assert.That((await DoneAsync("journal show 2 --json")).Json.GetProperty("files")[0].GetProperty("name").GetString(), Is.EqualTo("letter.txt"));
    }
}
