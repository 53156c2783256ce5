using System.Text.Json;
using FundLedger.Disclosure;
using FundLedger.Notices;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;

namespace FundLedger.Web.Tests.Api;

/// <summary>What the examples of the document ask for, where only the shared site knows it or it is made anew for each call; and who calls.</summary>
public abstract class DocumentExamples : ApiTest
{
    /// <summary>What only the shared site knows: in place of the document's own example.</summary>
    private protected static readonly Dictionary<(string Operation, string Parameter), Func<Task<string>>> Known = new()
    {
        [("getCheckpoint", "size")] = async () => (await GetAsync("/api/v1/checkpoints/latest")).Of("size"),
        [("settleTransfer", "entry")] = async () => (await MakeAsync("transfers", """{"from":"F1","to":"F2","source":"donation","amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-12","separateAccounts":true}""")).Of("entry"),
        [("downloadEntryFile", "entry")] = InKindAsync,
        [("useGiftInKind", "entry")] = InKindAsync,
        [("getMatchOfGift", "entry")] = () => Task.FromResult($"{ApiSiteUnderTest.Matched}"),
        [("payExpense", "entry")] = async () => (await MakeAsync("expenses", """{"fund":"F1","amount":{"amount":"3.00","currency":"CNY"},"on":"2026-04-10","for":"邮费","isPaid":false}""")).Of("entry"),
        [("endPledge", "pledge")] = async () => (await MakeAsync("pledges", """{"fund":"F1","donor":"钱多","amount":{"amount":"9.00","currency":"CNY"},"on":"2026-04-01"}""")).Of("pledge"),
        [("getBankRun", "run")] = async () => (await SendFileAsync("/api/v1/bank/accounts/BANK-CNY/statements?match=false", "交易日期,借贷标志,交易金额,对方户名,摘要,流水号\n2026-04-11,贷,5.00,周兰,善款,B1\n", token: ApiSiteUnderTest.Another, name: "b.csv")).Of("run"),
        [("downloadApplicationFile", "sha256")] = async () => (await SendFileAsync("/api/v1/applications/G1-1-0001/files/plan", "另一份计划", token: ApiSiteUnderTest.OfOrganisation)).Of("sha256"),
        [("removeApplicationFile", "slot")] = async () => (await SendFileAsync("/api/v1/applications/G1-1-0001/files/plan", "项目计划", token: ApiSiteUnderTest.OfOrganisation)).Of("slot"),
        [("withdrawApplication", "number")] = HandedInAsync,
        [("requestChanges", "number")] = HandedInAsync,
        [("findIneligible", "number")] = HandedInAsync,
        [("reopenApplication", "number")] = async () =>
        {
            var number = await HandedInAsync();
            await MakeAsync($"applications/{number}/ineligibility", """{"reason":"不在受理范围"}""");
            return number;
        },
        [("downloadAwardFile", "sha256")] = async () => await ReportedAsync() is var (_, sha256) ? sha256 : "",
        [("decideReport", "report")] = async () => await ReportedAsync() is var (number, _) ? number : "",
        [("proposeProof", "number")] = async () =>
        {
            await SendFileAsync("/api/v1/files", "凭据", token: ApiSiteUnderTest.OfOrganisation);
            return "G1-A";
        },
        [("moveRoundEnd", "round")] = async () => (await MakeAsync("rounds", """{"programme":"G1","round":"G1-M","name":{"zh":"改期","en":"Moved"},"opensAt":"2026-04-20T01:00:00Z","closesAt":"2026-05-20T09:00:00Z","budget":{"amount":"1.00","currency":"CNY"}}""")).Of("round"),
        [("removeExpertRelation", "relation")] = async () =>
        {
            await MakeAsync("experts/1/relations", """{"kind":"past-employer","organisation":"旧单位","endsOn":"2020-01-31"}""");
            return (await GetAsync("/api/v1/experts/1")).Json.GetProperty("relations").EnumerateArray().Last().GetProperty("relation").ToString();
        },
        [("takeBackReview", "review")] = async () =>
        {
            await MakeAsync("applications/G3-1-0005/reviews", """{"expert":2}""");
            return (await GetAsync("/api/v1/rounds/G3-1/reviews")).Json.GetProperty("reviews").EnumerateArray().Last(review => review.GetProperty("application").GetString() == "G3-1-0005" && review.GetProperty("expert").GetInt64() == 2).GetProperty("review").ToString();
        },
        [("declareInterest", "review")] = () => Task.FromResult("2"),
        [("submitReview", "review")] = () => Task.FromResult("3"),
        [("reopenReview", "review")] = () => Task.FromResult("4"),
        [("downloadReviewFile", "sha256")] = () => Task.FromResult(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(GrantSite.Plan))),
        [("raiseObjection", "number")] = () => Task.FromResult("G4-A"),
        [("answerObjection", "number")] = () => Task.FromResult("G4-A"),
        [("answerObjection", "objection")] = async () => (await MakeAsync("awards/G4-A/objections", """{"content":"有亲属关系"}""")).Of("objection"),
        [("meetConditions", "evaluation")] = async () => (await MakeAsync("awards/G1-A/evaluations", """{"kind":"mid-term","heldOn":"2026-04-10","verdict":"conditional","conditions":"补充签到表","evaluator":"社区评估中心"}""")).Of("evaluation"),
        [("deliverService", "no")] = RoomAsync,
        [("proposeServiceWriteOff", "no")] = RoomAsync,
        [("answerAuditQuery", "query")] = AskedAsync,
        [("closeAuditQuery", "query")] = AskedAsync,
        [("askFurther", "query")] = async () =>
        {
            var query = await AskedAsync();
            await MakeAsync($"audit-queries/{query}/answers", """{"words":"见发票"}""");
            return query;
        },
        [("getImport", "import")] = WaitingAsync,
        [("listRefusedRows", "import")] = WaitingAsync,
        [("settleImport", "import")] = WaitingAsync,
        [("startImport", "import")] = WaitingAsync,
        [("stopImport", "import")] = WaitingAsync,
        [("removeImport", "import")] = WaitingAsync,
        [("keepImportProfile", "import")] = WaitingAsync,
        [("listImportedEntries", "import")] = async () =>
        {
            var sent = await SendFileAsync("/api/v1/imports?fund=F1", List(), token: ApiSiteUnderTest.Another);
            await UntilAsync("/api/v1/imports/" + sent.Of("import"), list => list.Json.GetProperty("listed").GetProperty("isOver").GetBoolean(), ApiSiteUnderTest.Another);
            return sent.Of("import");
        },
        [("getWebhook", "webhook")] = SubscribedAsync,
        [("changeWebhookSecret", "webhook")] = SubscribedAsync,
        [("tryWebhook", "webhook")] = SubscribedAsync,
        [("endWebhook", "webhook")] = SubscribedAsync,
        [("listWebhookDeliveries", "webhook")] = SubscribedAsync,
        [("sendAgain", "delivery")] = TriedAsync,
        [("giveDeliveryUp", "delivery")] = TriedAsync,
        [("readNotice", "notice")] = async () =>
        {
            await PostAsync("/api/v1/audit-queries", """{"about":"entry","of":"2","words":"请说明用途","dueOn":"2026-05-01"}""", token: await TokenOfAsync(PersonRole.Auditor));
            await new SpreadEvents(ApiSiteUnderTest.Server.Database).RunAsync("test", sendsMail: false);
            return (await GetAsync("/api/v1/notices?unread=true", ApiSiteUnderTest.Another)).Json.GetProperty("items")[0].GetProperty("notice").ToString();
        },
        [("withdrawProposal", "proposal")] = async () => (await MakeAsync("payees", """{"code":"YOUJU","kind":"organisation","name":"邮局","bankName":"中国银行","number":"6217000012345699"}""")).Of("proposal"),
        [("changeBankRule", "rule")] = RuledAsync,
        [("switchBankRuleOff", "rule")] = RuledAsync,
        [("switchBankRuleOn", "rule")] = RuledAsync,
        [("stopBankRun", "account")] = () => Task.FromResult("ZFB"),
        [("stopBankRun", "run")] = MatchedOverAsync,
        [("goOnWithBankRun", "account")] = () => Task.FromResult("ZFB"),
        [("goOnWithBankRun", "run")] = MatchedOverAsync,
        [("setFundPublicity", "code")] = FoundedAsync,
        [("proposeFundClosing", "code")] = FoundedAsync,
        [("mergeDonor", "donor")] = DonorAsync,
        [("partDonor", "donor")] = async () =>
        {
            var donor = await DonorAsync();
            await MakeAsync($"donors/{donor}/merge", """{"into":2}""");
            return donor;
        },
        [("endRelatedParty", "relation")] = async () => (await MakeAsync("related-parties", """{"donor":"和顺有限公司","relation":"供应商","from":"2026-05-01"}""")).Of("relation"),
        [("closeSurvey", "code")] = SurveyedAsync,
        [("publishSurvey", "code")] = async () =>
        {
            var code = await SurveyedAsync();
            await MakeAsync($"surveys/{code}/close", "{}");
            return code;
        },
        [("answerFeedback", "feedback")] = ToldAsync,
        [("showFeedback", "feedback")] = ToldAsync,
        [("hideFeedback", "feedback")] = ToldAsync,
        [("downloadAuditFile", "query")] = async () =>
        {
            var (file, query) = ((await SendFileAsync("/api/v1/files", "凭据", token: ApiSiteUnderTest.Another)).Of("sha256"), await AskedAsync());
            await MakeAsync($"audit-queries/{query}/answers", $$"""{"words":"见附件","evidence":["{{file}}"]}""");
            return query;
        },
        [("getAuditSample", "sample")] = SampledAsync,
        [("listSampleItems", "sample")] = SampledAsync,
        [("recordTestResult", "sample")] = SampledAsync,
        [("downloadAuditSample", "sample")] = SampledAsync,
        [("getDisclosure", "rule")] = () => DueAsync(0),
        [("getDisclosure", "entity")] = () => DueAsync(1),
        [("getDisclosure", "subject")] = () => DueAsync(2),
        [("proposeExemption", "rule")] = () => DueAsync(0),
        [("proposeExemption", "entity")] = () => DueAsync(1),
        [("proposeExemption", "subject")] = () => DueAsync(2),
        [("changeOrganisation", "code")] = RegisteredAsync,
        [("namePayee", "code")] = RegisteredAsync,
        [("addOrganisationDocument", "code")] = async () =>
        {
            await SendFileAsync("/api/v1/files", "凭据", token: ApiSiteUnderTest.Another);
            return await RegisteredAsync();
        },
        [("relateOrganisation", "code")] = RegisteredAsync,
        [("endOrganisationRelation", "code")] = () => Task.FromResult("ORG"),
        [("endOrganisationRelation", "relation")] = async () => (await MakeAsync("organisations/ORG/relations", """{"relation":"parent","name":"母机构"}""")).Of("relation"),
        [("barOrganisation", "code")] = RegisteredAsync,
        [("moveOrganisation", "code")] = RegisteredAsync,
        [("checkOrganisationDocument", "document")] = () => Task.FromResult("9999"),
        [("proposeTakingBackBar", "code")] = () => Task.FromResult("BARRED"),
        [("proposeTakingBackBar", "bar")] = async () =>
        {
            await MakeAsync("organisations", """{"code":"BARRED","name":"旧邻社","kind":"community"}""");
            return (await MakeAsync("organisations/BARRED/bars", """{"from":"2026-04-01","to":"2026-12-31","reason":"逾期未报"}""")).Of("bar");
        },
        [("changeNeed", "code")] = NeededAsync,
        [("closeNeed", "code")] = NeededAsync,
        [("recordNeedStep", "code")] = NeededAsync,
        [("matchNeed", "code")] = NeededAsync,
        [("followNeedMatch", "match")] = PairedAsync,
        [("receivePurchase", "match")] = PairedAsync,
        [("deliverPurchase", "match")] = async () =>
        {
            var match = await PairedAsync();
            await MakeAsync($"need-matches/{match}/receipts", """{"amount":{"amount":"200.00","currency":"CNY"},"on":"2026-04-11"}""");
            return match;
        },
        [("changeOffer", "code")] = OfferedAsync,
        [("closeOffer", "code")] = OfferedAsync,
        [("changeSpace", "space")] = EnteredAsync,
        [("closeSpace", "space")] = EnteredAsync,
        [("appointOperator", "space")] = EnteredAsync,
        [("endOperator", "space")] = async () =>
        {
            var space = await EnteredAsync();
            await MakeAsync($"spaces/{space}/operators", """{"organisation":"ORG","from":"2026-04-01"}""");
            return space;
        },
        [("voidInvestment", "no")] = async () => (await MakeAsync("spaces/S-T1/investments", """{"kind":"evaluation","amount":{"amount":"5.00","currency":"CNY"},"on":"2026-04-10","what":"评估"}""")).Of("no"),
        [("downloadSpaceFile", "space")] = async () =>
        {
            var file = (await SendFileAsync("/api/v1/files", "凭据", token: ApiSiteUnderTest.Another)).Of("sha256");
            await MakeAsync("spaces/S-T1/investments", $$$"""{"kind":"hardware","amount":{"amount":"5.00","currency":"CNY"},"on":"2026-04-10","what":"门牌","evidence":"{{{file}}}"}""");
            return "S-T1";
        },
        [("unlinkDonor", "donor")] = async () =>
        {
            await MakeAsync("donors/2/people", $$"""{"person":"{{ApiSiteUnderTest.Giver}}"}""");
            return "2";
        },
        [("unlinkDonor", "person")] = () => Task.FromResult(ApiSiteUnderTest.Giver),
        [("prepareDisclosure", "rule")] = () => DueAsync(0),
        [("prepareDisclosure", "entity")] = () => DueAsync(1),
        [("prepareDisclosure", "subject")] = () => DueAsync(2),
        [("downloadDisclosureFile", "rule")] = () => DueAsync(0),
        [("downloadDisclosureFile", "entity")] = () => DueAsync(1),
        [("downloadDisclosureFile", "subject")] = () => DueAsync(2),
        [("downloadDisclosureFile", "sha256")] = async () =>
        {
            var item = $"disclosures/{await DueAsync(0)}/{await DueAsync(1)}/{await DueAsync(2)}";
            await MakeAsync(item + "/drafts", """{"words":"收支如常。"}""");
            return (await GetAsync("/api/v1/" + item, ApiSiteUnderTest.Another)).Json.GetProperty("prepared").GetProperty("files")[0].GetProperty("sha256").GetString()!;
        },
        [("endDisclosureActivity", "code")] = async () => (await MakeAsync("disclosure-activities", $$"""{"fund":"F1","kind":"project","code":"{{Code()}}","name":"助餐","first":"2026-04-01"}""")).Of("code"),
        [("getDocument", "document")] = DrawnAsync,
        [("downloadDocument", "document")] = DrawnAsync,
    };

    /// <summary>Operations whose example fails here by a rule, since it takes other people, other books or another day to do it: tested by themselves.</summary>
    private protected static readonly string[] ByOthers =
    [
        "agreeToApproval", "refuseApproval", "submitApplication", "declineApplication", "acceptAgreement", "proposeTranchePayment", "completeAward", "proposeTaperPayment", "closePeriod", "proposeReopening", "cancelDocument", "lockReconciliation", "proposeUnlock",
        "proposeReturnPayment", "proposePriorYearAdjustment", "stopImport",
        "declineTheRest", "closeReviews", "recordSigning", "proposeClawback", "recordRepayment", "proposeTaperReview", "proposeTaperCancellation", "receiveRevenueReturn",
        "proposeReturnWriteOff",
        "acceptBankSuggestions", "stopBankRun", "goOnWithBankRun", "proposeFundReopening", "showSurveyText", "hideSurveyText", "proposeSurveyProof", "proposePublication", "checkOrganisationDocument",
    ];

    /// <summary>Sent in place of the example, where only the shared site knows what is there.</summary>
    private protected static readonly Dictionary<string, Func<string>> Bodies = new()
    {
        ["addExpert"] = () => $$"""{"person":"{{ApiSiteUnderTest.Candidate}}","from":"2026-04-01","to":"2026-12-31","fields":["start-up"]}""",
        ["giveReview"] = () => """{"expert":2}""",
        ["acceptBankSuggestions"] = () => """{"pairs":[{"line":2,"entries":[3]}]}""",
        ["proposeFundClosing"] = () => """{"on":"2026-04-15","document":"理字3号","reason":"任务完成"}""",
        ["subscribeWebhook"] = () => Webhook,
        ["linkDonor"] = () => $$"""{"person":"{{ApiSiteUnderTest.Giver}}"}""",
        ["issueReceipt"] = () => $$"""{"gift":{{ApiSiteUnderTest.Matched}}}""",
        ["proposePayments"] = () => $$$"""{"payments":[{"entry":{{{ApiSiteUnderTest.Payable}}},"payee":"SHUJIA","amount":{"amount":"3.00","currency":"CNY"}}],"note":"文具"}""",
    };

    /// <summary>Done by the organisation's own people.</summary>
    private protected static readonly string[] ByOrganisation =
        ["startApplication", "saveApplication", "addApplicationFile", "removeApplicationFile", "submitApplication", "withdrawApplication", "acceptAgreement", "handInReport", "proposeProof", "downloadApplicationFile", "reportResult"];

    /// <summary>Done by an expert of their own reviews.</summary>
    private protected static readonly string[] ByExpert = ["listMyReviews", "getMyReview", "listMyRelations", "relateMyself", "downloadReviewFile", "declareInterest", "saveReview", "submitReview"];

    private static async Task<string> RoomAsync() =>
        (await MakeAsync("spaces/S-T1/services", """{"organisation":"ORG","on":"2026-04-10","hours":"2","rate":{"amount":"10.00","currency":"CNY"},"serviceRate":{"amount":"10.00","currency":"CNY"},"dueOn":"2026-06-30","what":"亲子阅读"}""")).Of("no");

    private static string List() => $"姓名,金额,日期\n来人{Guid.NewGuid():N},10.00,2026-04-09\n";

    private static async Task<string> WaitingAsync() => (await SendFileAsync("/api/v1/imports?fund=F1&start=false", List(), token: ApiSiteUnderTest.Another)).Of("import");

    /// <summary>To an address of this machine, where nobody listens.</summary>
    private const string Webhook = """{"url":"http://127.0.0.1:9/hook","kinds":["period.closed"]}""";

    private static async Task<string> SubscribedAsync() => (await MakeAsync("webhooks", Webhook)).Of("webhook");

    private static async Task<string> TriedAsync() => (await MakeAsync($"webhooks/{await SubscribedAsync()}/tries", "{}")).Of("delivery");

    private static async Task<string> RuledAsync() => (await MakeAsync("bank/accounts/BANK-CNY/rules", """{"isIn":true,"words":"接口规则","as":"gift","fund":"F1"}""")).Of("rule");

    private static async Task<string> MatchedOverAsync()
    {
        var asked = await MakeAsync("bank/accounts/ZFB/runs", "{}");
        await UntilAsync("/api/v1/bank/accounts/ZFB/runs/" + asked.Of("run"), run => run.Of("isOver") == "True", ApiSiteUnderTest.Another);
        return asked.Of("run");
    }

    private static async Task<string> FoundedAsync() => (await MakeAsync("funds", $$"""{"code":"D{{Guid.NewGuid().ToString("N")[..8]}}","name":"接口基金","kind":"community-fund","currency":"CNY"}""")).Of("fund");

    private static async Task<string> DonorAsync()
    {
        await MakeAsync("donations", Gift("1.00", donor: "来人" + Guid.NewGuid().ToString("N")[..8]));
        return (await GetAsync("/api/v1/donors?limit=1", ApiSiteUnderTest.Another)).Json.GetProperty("items")[0].GetProperty("donor").ToString();
    }

    private static async Task<string> SurveyedAsync() => (await MakeAsync("surveys", $$"""
        {"code":"D{{Guid.NewGuid():N}}","kind":"vote","about":"fund","of":"F1","title":"选一个","openFrom":"2026-04-15","openUntil":"2026-12-31","ways":["open"],"quorum":5,"options":[{"zh":"甲","en":"A"},{"zh":"乙","en":"B"}]}
        """)).Of("survey");

    private static async Task<string> ToldAsync() => $"{(await new FeedbackBox(ApiSiteUnderTest.Server.Database).SendAsync(Guid.NewGuid().ToString(), VoiceSubject.Fund, "F1", "路灯不亮", VoiceToken.New())).Expect().Id}";

    private static async Task<string> SampledAsync() => (await MakeAsync("audit-samples", """{"fund":"F1","from":"2026-01-01","to":"2026-04-10","kind":"gifts","method":"random","size":2,"seed":"api-2","purpose":"季度抽查"}""")).Of("sample");

    /// <summary>A part of the key of what falls due first.</summary>
    private static async Task<string> DueAsync(int part)
    {
        (await new SetDisclosures(ApiSiteUnderTest.Server.Database).RunAsync(new Asked("api/disclosures", "test"), new NewDisclosureSettings(null, RaisesPublicly: true, new DateOnly(2025, 1, 1), new Money(1_000_00, Currency.Cny), "章程第九条"))).Expect();
        return (await GetAsync("/api/v1/disclosures?limit=1", ApiSiteUnderTest.Another)).Json.GetProperty("items")[0].GetProperty("disclosure").GetString()!.Split('/', 3)[part];
    }

    private static string Code() => "D" + Guid.NewGuid().ToString("N")[..10];

    private static async Task<string> EnteredAsync() => (await MakeAsync("spaces", $$"""{"code":"{{Code()}}","fund":"F1","name":"邻里客厅","openedOn":"2026-04-01"}""")).Of("space");

    private static async Task<string> RegisteredAsync() => (await MakeAsync("organisations", $$"""{"code":"{{Code()}}","name":"旧里社","kind":"community"}""")).Of("organisation");

    private static async Task<string> NeededAsync() => (await MakeAsync("needs", $$"""{"code":"{{Code()}}","fund":"F1","title":"雨棚"}""")).Of("need");

    private static async Task<string> OfferedAsync() => (await MakeAsync("offers", $$"""{"code":"{{Code()}}","organisation":"ORG","title":"雨棚安装"}""")).Of("offer");

    private static async Task<string> PairedAsync() => (await MakeAsync($"needs/{await NeededAsync()}/matches", """{"offer":"S1","contract":"government-purchase","on":"2026-04-10"}""")).Of("match");

    private static Task<Came> MakeAsync(string path, string body) => PostAsync("/api/v1/" + path, body, token: ApiSiteUnderTest.Another);

    private static Task<string> InKindAsync() => Task.FromResult($"{ApiSiteUnderTest.InKind}");

    private static async Task<string> AskedAsync() => (await MakeAsync("audit-queries", """{"about":"entry","of":"2","words":"请说明用途","dueOn":"2026-05-01"}""")).Of("query");

    private static async Task<(string Number, string Sha256)> ReportedAsync()
    {
        var sha256 = (await SendFileAsync("/api/v1/files", "签到表", token: ApiSiteUnderTest.OfOrganisation)).Of("sha256");
        var report = await PostAsync("/api/v1/awards/G1-A/reports", $$"""{"first":"2026-03-01","last":"2026-03-31","done":"开班","beneficiaries":40,"spent":[],"evidence":["{{sha256}}"]}""", token: ApiSiteUnderTest.OfOrganisation);
        return (report.Of("report"), sha256);
    }

    private static async Task<string> DrawnAsync()
    {
        var asked = await MakeAsync("documents", """{"kind":"all-statements","from":"2026-02-01","to":"2026-02-28","format":"csv","doc":"en"}""");
        await UntilAsync("/api/v1/documents/" + asked.Of("document"), document => document.Of("state") == "done", ApiSiteUnderTest.Another);
        return asked.Of("document");
    }
}
