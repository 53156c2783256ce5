using System.Text;
using FundLedger.Awards;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Running;
using FundLedger.Disclosure;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SpaceReturns;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using FundLedger.Web.Tests.Pages;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>What one program proposes and another agrees to, read back where it shows; and work on an account stopped and gone on with.</summary>
public sealed class DecidingByTwoPrograms : PageTest
{
    private const string Annual = "disclosures/annual/1/2025";

    [Test]
    public async Task Words_are_shown_or_erased_and_a_published_result_becomes_the_proof_of_an_award()
    {
        await MakeSmallBooksAsync();
        await InBooksAsync(async database =>
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", Today.AddDays(-40));
            var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
            (await new SignAgreement(database).RunAsync(Ask("sign"), new Signing("G1-A", Agreement.TextSha256Of(award), Today.AddDays(-20)))).Expect();
            foreach (var (code, about, of) in new[] { ("A1", VoiceSubject.Award, "G1-A"), ("A2", VoiceSubject.Fund, "F1") })
            {
                (await new OpenSurvey(database).RunAsync(Ask(code), new SurveyWanted(
                    code, SurveyKind.Satisfaction, about, of, "满意吗", new(2026, 1, 1), new(2026, 3, 31), Today, Today.AddDays(9), [VoiceWay.Open], 5, SurveyTerms.Asking([new("满意吗？", "Content?")], asksText: true)))).Expect();
                for (var i = 0; i < Survey.FewestForWords; i++) (await new AnswerSurvey(database).RunAsync($"{code}-{i}", new VoiceGiven(code, [5], i < 2 ? $"话{i}" : ""))).Expect();
            }
        });
        var server = await ServeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var checker = await Caller.OfAsync(server, "checker", PersonRole.Approver);
        Assert.That((await manager.GetAsync("surveys/A1/texts")).Json.GetProperty("items").GetArrayLength(), Is.Zero, "nothing is read while people answer");
        Assert.That((await manager.PostAsync("surveys/A1/proof", "{}")).Status, Is.EqualTo(NotFound), "it is published first");
        await manager.PostAsync("surveys/A1/close", "{}");
        var texts = (await manager.GetAsync("surveys/A1/texts")).Json.GetProperty("items").EnumerateArray().ToDictionary(text => text.GetProperty("words").GetString()!, text => text.GetProperty("text").GetString()!);
        Assert.That((await manager.PostAsync($"surveys/A1/texts/{texts["话0"]}/show", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await manager.PostAsync($"surveys/A1/texts/{texts["话1"]}/hide", "{}", "hide")).Status, Is.EqualTo(Created));
        Assert.That((await manager.PostAsync($"surveys/A1/texts/{texts["话1"]}/hide", "{}", "hide")).WasDone, Is.True);
        Assert.That((await manager.PostAsync($"surveys/A1/texts/{texts["话1"]}/show", "{}")).Code, Is.EqualTo("words-unknown"), "what is hidden is erased");
        var decided = (await manager.GetAsync("surveys/A1/texts")).Json.GetProperty("items").EnumerateArray().ToDictionary(text => text.GetProperty("text").GetString()!, text => (text.GetProperty("state").GetString(), text.GetProperty("words").GetString()));
        Assert.That((decided[texts["话0"]], decided[texts["话1"]]), Is.EqualTo((("shown", "话0"), ("hidden", (string?)null))));

        foreach (var code in new[] { "A1", "A2" }) await manager.PostAsync($"surveys/{code}/close", "{}");
        foreach (var code in new[] { "A1", "A2" }) Assert.That((await manager.PostAsync($"surveys/{code}/publish", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await manager.PostAsync("surveys/A2/proof", "{}")).Status, Is.EqualTo(NotFound), "it is of no award");
        var proposed = await manager.PostAsync("surveys/A1/proof", "{}", "prove");
        Assert.That((proposed.Status, proposed.Of("status")), Is.EqualTo((Created, "open")), proposed.Text);
        Assert.That((await manager.PostAsync("surveys/A1/proof", "{}", "prove")).Text, Is.EqualTo(proposed.Text));
        await AgreeAsync(checker, proposed);
        Assert.That((await manager.GetAsync("awards/G1-A/proofs")).Text, Does.Contain("satisfaction"));
    }

    [Test]
    public async Task What_is_prepared_is_published_by_two_and_an_exemption_too()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("disclosure set --from 2026-01-01 --major 3000 --raises-publicly --reason 章程");
        var server = await ServeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var checker = await Caller.OfAsync(server, "checker", PersonRole.Approver);
        async Task<long> PrepareAsync(string words) => (await new PrepareDisclosure(server.Database).RunAsync(
            Ask(words), new NewDraft("annual/1/2025", [new NewDisclosureFile("announcement", Language.Zh, new Attachment($"{words}.pdf", Encoding.UTF8.GetBytes($"%PDF {words}")))], [new("balance-sheet", "assets", "资产", "Assets", words)], 1, null))).Expect().Draft;
        string Publication(long draft, string more = "") => $$"""{"draft":{{draft}},"place":"own"{{more}}}""";

        Assert.That((await manager.PostAsync(Annual + "/publications", Publication(1))).Code, Is.EqualTo("disclosure-not-prepared"));
        var draft = await PrepareAsync("甲");
        var proposed = await manager.PostAsync(Annual + "/publications", Publication(draft), "publish");
        Assert.That((proposed.Status, proposed.Of("status")), Is.EqualTo((Created, "open")), proposed.Text);
        Assert.That((await manager.GetAsync(Annual)).Json.GetProperty("listed").GetProperty("state").GetString(), Is.EqualTo("prepared"), "not before another agreed");
        Assert.That((await checker.PostAsync(Annual + "/publications", Publication(draft))).Status, Is.EqualTo(Forbidden), "who checks proposes nothing");
        await AgreeAsync(checker, proposed);
        var published = (await manager.GetAsync(Annual)).Json.GetProperty("listed");
        Assert.That((published.GetProperty("state").GetString(), published.GetProperty("versions")[0].GetProperty("on").GetString()), Is.EqualTo(("published", Today.ToIso())));

        var corrected = await PrepareAsync("乙");
        Assert.That((await manager.PostAsync(Annual + "/publications", Publication(corrected))).Code, Is.EqualTo("reason-missing"));
        Assert.That((await manager.PostAsync(Annual + "/publications", Publication(corrected, ""","version":0,"reason":"漏记" """))).Code, Is.EqualTo("disclosure-changed"), "somebody published since it was read");
        await AgreeAsync(checker, await manager.PostAsync(Annual + "/publications", Publication(corrected, ""","version":1,"reason":"漏记" """)));
        Assert.That((await manager.GetAsync(Annual)).Json.GetProperty("listed").GetProperty("versions")[1].GetProperty("reason").GetString(), Is.EqualTo("漏记"));
        Assert.That((await manager.PostAsync(Annual + "/exemption", """{"reason":"无"}""")).Code, Is.EqualTo("disclosure-published"));
        await AgreeAsync(checker, await manager.PostAsync("disclosures/annual/1/2026/exemption", """{"reason":"当年已注销"}"""));
        var exempt = await manager.GetAsync("disclosures/annual/1/2026");
        Assert.That((exempt.Json.GetProperty("listed").GetProperty("state").GetString(), exempt.Of("exemption")), Is.EqualTo(("does-not-apply", "当年已注销")));
    }

    [Test]
    public async Task Work_on_an_account_is_stopped_and_goes_on()
    {
        await MakeSmallBooksAsync();
        RunUploads Elsewhere(Database database) => new(database, new StandingClock(Today), "elsewhere", new AccountRuns(database, new StandingClock(Today)).RunAsync);
        ListUpload? claimed = null;
        await InBooksAsync(async database =>
        {
            (await new MainAccount(database).EnsureAsync(Ask("account"), "F1")).Expect();
            var account = await database.ReadAsync(async reader => (await BankBook.LoadAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader))).Find("BANK-CNY").Expect());
            var work = new UploadSettings("", null, null, ListProfile.Guess, Account: new AccountWork(account.Code, Match: true, $"{account.Unmatched}"));
            (await new StartUpload(database).RunAsync(Ask("match"), "自动匹配", work, account.Entity)).Expect();
            claimed = await Elsewhere(database).ClaimNextAsync(); // so that it runs until this test lets it go on
        });
        var server = await ServeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var other = await Caller.OfAsync(server, "other", PersonRole.FundManager, Scope.OfFund("F2"));
        var run = $"bank/accounts/BANK-CNY/runs/{claimed!.Id}";
        Assert.That((await manager.GetAsync(run)).Of("state"), Is.EqualTo("running"));
        Assert.That((await manager.PostAsync(run + "/start", "{}")).Status, Is.EqualTo(UnprocessableEntity), "it has not stopped");
        Assert.That((await other.PostAsync(run + "/stop", "{}")).Status, Is.EqualTo(NotFound));
        var stopped = await manager.PostAsync(run + "/stop", "{}", "stop");
        Assert.That(stopped.Status, Is.EqualTo(Created), stopped.Text);
        Assert.That((await manager.GetAsync(run)).Of("state"), Is.EqualTo("stopping"));
        await Elsewhere(server.Database).ReleaseOwnAsync();
        Assert.That((await manager.GetAsync(run)).Of("state"), Is.EqualTo("stopped"));
        Assert.That((await manager.PostAsync(run + "/start", "{}", "start")).Status, Is.EqualTo(Created));
        Assert.That(async () => (await manager.GetAsync(run)).Of("state"), Is.EqualTo("done").After(60_000, 100));
        var again = await manager.PostAsync(run + "/stop", "{}", "stop");
        Assert.That((again.Status, again.WasDone, again.Text), Is.EqualTo((Created, true, stopped.Text)), "sent again, it is answered as then");
        Assert.That((await manager.PostAsync(run + "/stop", "{}")).Code, Is.EqualTo("upload-done"));
        Assert.That((await manager.PostAsync("bank/accounts/BANK-CNY/runs/99/stop", "{}")).Status, Is.EqualTo(NotFound));
    }

    [Test]
    public async Task A_review_is_decided_and_what_is_payable_of_a_period_cancelled_by_two()
    {
        await NewFundAsync("F1");
        var agreed = new DateOnly(Today.Year - 2, Today.Month, 2);
        await DoneAsync($"donate --fund F1 --amount 500 --on {agreed.ToIso()} --donor 王小明");
        await InBooksAsync(async database =>
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", agreed);
            await GrantSite.TaperAsync(database, "T1", "F1", agreed, years: 3);
            await GrantSite.BehindAsync(database, "T1", quarters: 7);
            await GrantSite.AwardAsync(database, "G2", Today.AddDays(-5), "G1"); // qualified anew, so that what it was late for is released
            await new ReleaseDuePeriods(database).RunAsync("schedule", Today);
        });
        var server = await ServeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var checker = await Caller.OfAsync(server, "checker", PersonRole.Approver);
        Assert.That((await manager.PostAsync("taper/plans/T1/review-decision", $$"""{"decision":"cap","on":"{{Today.ToIso()}}","reason":"市集停业"}""")).Status, Is.EqualTo(UnprocessableEntity), "a cap is an amount");
        await AgreeAsync(checker, await manager.PostAsync("taper/plans/T1/review-decision", $$$"""{"decision":"cap","on":"{{{Today.ToIso()}}}","reason":"市集停业","cap":{"amount":"15.00","currency":"CNY"}}"""));
        var review = (await manager.GetAsync("taper/plans/T1")).Json.GetProperty("reviews")[0];
        Assert.That((review.GetProperty("decision").GetString(), review.GetProperty("cap").GetProperty("amount").GetString()), Is.EqualTo(("cap", "15.00")), review.GetRawText());
        Assert.That((await manager.PostAsync("taper/plans/T1/review-decision", $$"""{"decision":"keep","on":"{{Today.ToIso()}}","reason":"再议"}""")).Status, Is.EqualTo(UnprocessableEntity), "none waits");

        async Task<string> OwedAsync() => (await manager.GetAsync("taper/plans/T1")).Json.GetProperty("periods")[0].GetProperty("owed").GetProperty("amount").GetString()!;
        var (cancellation, body) = ("taper/plans/T1/periods/1/cancellation", $$"""{"on":"{{Today.ToIso()}}","reason":"重复申报"}""");
        Assert.That(await OwedAsync(), Is.EqualTo("10.00"));
        await AgreeAsync(checker, await manager.PostAsync(cancellation, body));
        Assert.That(await OwedAsync(), Is.EqualTo("0.00"));
        Assert.That((await manager.PostAsync(cancellation, body)).Status, Is.EqualTo(UnprocessableEntity), "nothing is left to cancel");
    }

    [Test]
    public async Task A_return_comes_in_part_and_the_rest_is_written_off_by_two()
    {
        await NewFundAsync("F1");
        await InBooksAsync(async database =>
        {
            (await new RegisterSpace(database).RunAsync(Ask("space"), new SpaceWanted("L1", "F1", "湖畔会客厅", OpenedOn: new DateOnly(2025, 9, 1)))).Expect();
            (await new SetReturnRule(database).RunAsync(Ask("rule"), new ReturnRuleWanted("L1", new DateOnly(2026, 1, 1), ReturnBasis.Quarter, [new(0, new BasisPoints(1_000))], 30, "协议一"))).Expect();
            for (var month = 1; month <= 3; month++)
            {
                var (first, last) = (new DateOnly(2026, month, 1), new DateOnly(2026, month, 1).AddMonths(1).AddDays(-1));
                (await new ReportResult(database).RunAsync(Ask($"result-{month}"), new NewResult("L1", first, last, new ResultContent([], [new("cafe", "咖啡", new Money(100_00, Currency.Cny))], 1, 1, 0, 0, "")))).Expect();
                (await new DecideResult(database).RunAsync(Ask($"accepted-{month}") with { Actor = "another" }, new ResultDeciding("L1", first, last, 1, ResultDecision.Accepted))).Expect();
            }

            Assert.That((await new OweRevenueReturns(database).RunAsync("schedule", Today)).Charged, Has.Count.EqualTo(1));
        });
        var server = await ServeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var checker = await Caller.OfAsync(server, "checker", PersonRole.Approver);
        string Amount(string yuan) => $$$"""{"amount":{"amount":"{{{yuan}}}","currency":"CNY"},"on":"{{{Today.ToIso()}}}"}""";
        var came = await manager.PostAsync("spaces/L1/returns/2026Q1/receipts", Amount("12.50"), "came");
        Assert.That((came.Status, came.Json.GetProperty("left").GetProperty("amount").GetString()), Is.EqualTo((Created, "17.50")), came.Text);
        Assert.That((await manager.PostAsync("spaces/L1/returns/2026Q1/receipts", Amount("12.50"), "came")).Text, Is.EqualTo(came.Text));
        Assert.That((await manager.PostAsync("spaces/L1/returns/2026Q1/receipts", Amount("17.51"))).Code, Is.EqualTo("more-than-open"));
        await AgreeAsync(checker, await manager.PostAsync("spaces/L1/returns/2026Q1/write-offs", Amount("17.50")));
        var settled = (await manager.GetAsync("spaces/L1/returns")).Json.GetProperty("items")[0];
        Assert.That((settled.GetProperty("charged").GetProperty("amount").GetString(), settled.GetProperty("open").GetProperty("amount").GetString()), Is.EqualTo(("30.00", "0.00")));
        Assert.That((await manager.PostAsync("spaces/L1/returns/2026Q1/receipts", Amount("1.00"))).Code, Is.EqualTo("return-unknown"), "nothing is left");
    }

    private async Task InBooksAsync(Func<Database, Task> act)
    {
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today));
        await act(database);
    }

    private static Asked Ask(string key) => new(key, "test");

    private static async Task AgreeAsync(Caller checker, Caller.Came proposed)
    {
        Assert.That(proposed.Status, Is.EqualTo(Created), proposed.Text);
        var path = $"approvals/{proposed.Of("proposal")}";
        var seen = await checker.GetAsync(path);
        var agreed = await checker.PostAsync(path + "/agree", $$"""{"contentHash":"{{seen.Of("contentHash")}}"}""");
        Assert.That((agreed.Status, agreed.Of("status")), Is.EqualTo((Created, "executed")), agreed.Text);
    }
}
