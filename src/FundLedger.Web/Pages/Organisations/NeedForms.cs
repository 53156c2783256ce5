using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.Record;
using static FundLedger.Web.Pages.Organisations.DirectoryForm;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>Needs, offers, matches, the five steps and government purchase.</summary>
internal static class NeedForms
{
    private static readonly FormField Need = Kept("need", new("需求", "Need"));
    private static readonly FormField Offer = Kept("offer", new("服务项目", "Offer"));
    private static readonly FormField Match = Kept("match", new("对接", "Match"));
    private static readonly FormField Fund = Kept("fund", new("基金", "Fund"));
    private static readonly FormField Code = Text("code", new("代码", "Code"), isRequired: true, new("自己取，字母、数字、连字符", "your own: letters, digits, hyphens"));

    private static readonly FormField[] Said =
    [
        Text("title", new("名称", "Title"), isRequired: true), new("description", FieldKind.LongText, new("说明", "Description"), new("永久保存，不写人名", "kept for good; no names of people")), Text("field", new("领域", "Field")), Text("place", new("地点", "Place")),
    ];

    private static readonly FormField[] NeedSaid =
    [
        .. Said, Day("wanted-by", new("希望何时办成", "Wanted by")), new("amount", FieldKind.Amount, new("大致金额", "Rough amount")),
        .. NeedSteps.All.Select(step => new FormField($"step-{step}", FieldKind.Tick, new($"须经“{step.Name().Zh}”", $"Demands: {step.Name().En.ToLowerInvariant()}"))),
    ];

    private static DirectoryForm Post { get; } = new("new-need", new("发布需求", "Post a need"), new("社区提出的需求；勾选必须经过的步骤，之后不能跳过。", "What the neighbourhood needs; the steps ticked cannot be skipped."),
        [Code, FormField.Fund(), .. NeedSaid], (ask, _) => Task.FromResult(ask.Page.IsManager ? Nothing : null),
        sent =>
        {
            var wanted = WantedOf(sent, sent.Read.Text("code"), sent.Read.Text("fund"));
            return async () => sent.Ask.Books.FindFund(wanted.Fund) is not { } fund || !sent.Ask.Page.MayRecordIn(fund) ? People.Roles.Authority.NotThere
                : await new PostNeed(sent.Database).RunAsync(sent.Asked, wanted, sent.Stop).Then(done => new Recorded(new("需求已发布。", "The need is posted."), PathOfNeed(done.Code)));
        })
    { Back = _ => Lists };

    private static DirectoryForm Change { get; } = new("need", new("更改需求", "Change a need"), new("改动会成为新的版本，先前的版本和理由都保留。", "A change becomes a new version; the earlier ones stay, with the reason."),
        [Need, Fund, .. NeedSaid, Reason], FillNeedAsync,
        sent =>
        {
            var (wanted, reason) = (WantedOf(sent, sent.Ask.Of("need"), sent.Ask.Of("fund")), sent.Read.Text("reason"));
            return () => new PostNeed(sent.Database).ChangeAsync(sent.Asked, wanted, reason, sent.Stop).Then(done => new Recorded(new("需求已更改。", "The need is changed."), PathOfNeed(done.Code)));
        })
    { Back = BackToNeed };

    private static DirectoryForm Close { get; } = new("need-close", new("结束需求", "Close a need"), new("不再征集；对接和记录都保留。", "It is looked for no more; its matches and records stay."), [Need, FormField.On, Reason], FillNeedAsync,
        sent =>
        {
            var (code, on, reason) = (sent.Ask.Of("need"), sent.Read.Day("on"), sent.Read.Text("reason"));
            return () => new PostNeed(sent.Database).CloseAsync(sent.Asked, code, on, reason, sent.Stop).Then(done => new Recorded(new("需求已结束。", "The need is closed."), PathOfNeed(done.Code)));
        })
    { Back = BackToNeed };

    private static DirectoryForm Step { get; } = new("need-step", new("记录一步", "Record a step"), new("提、议、定、办、评：写下记录、到会人数和表决。已有记录的再填即为更正，须写理由。", "Propose, deliberate, decide, carry out, evaluate: minutes, attendance and votes. Filled in again it is a correction and needs its reason."),
        [
            Need, Choice<NeedStep>("which", new("步骤", "Step"), step => step.Name()), Day("held-on", new("日期", "Day"), isRequired: true), new("minutes", FieldKind.LongText, new("记录", "Minutes"), IsRequired: true),
            Text("attendance", new("到会人数", "Present")), Text("for", new("赞成", "For")), Text("against", new("反对", "Against")), Text("abstained", new("弃权", "Abstained")),
            new("document", FieldKind.File, new("附件", "File"), new("签到表、照片等，不超过 10 兆字节", "list of those present, photographs and the like; at most 10 MB")), Text("reason", new("更正理由", "Reason of the correction"), hint: new("首次记录时留空", "leave empty the first time")),
        ],
        FillNeedAsync,
        sent =>
        {
            var read = sent.Read;
            int Count(string name) => read.Count(name) ?? 0;
            var wanted = new StepWanted(sent.Ask.Of("need"), read.Choice<NeedStep>("which"), read.Day("held-on"), read.Text("minutes"), Count("attendance"), Count("for"), Count("against"), Count("abstained"), sent.File is { } file ? [file] : [], read.Optional("reason") ?? "");
            return () => new RecordStep(sent.Database).RunAsync(sent.Asked, wanted, sent.Stop).Then(done => new Recorded(new($"已记录：{done.Step.Name().Zh}。", $"Recorded: {done.Step.Name().En}."), PathOfNeed(done.Need)));
        })
    { Back = BackToNeed };

    private static DirectoryForm Pair { get; } = new("need-match", new("对接服务项目", "Match an offer"), new("把需求与机构的服务项目对接；选定资助或政府购买服务。", "Match the need with an organisation's offer, as a grant or as government purchase of services."),
        [Need, Fund, Text("offer", new("服务项目代码", "Code of the offer"), isRequired: true), Choice<ContractKind>("contract", new("合同类别", "Contract"), kind => kind.Name()), FormField.On, new("amount", FieldKind.Amount, new("议定金额", "Agreed amount")), Text("note", new("说明", "Note"))],
        FillNeedAsync,
        sent =>
        {
            var read = sent.Read;
            var wanted = new MatchWanted(sent.Ask.Of("need"), read.Text("offer"), read.Choice<ContractKind>("contract"), read.Day("on"), read.OptionalAmount("amount"), read.Optional("note") ?? "");
            return () => new MatchNeed(sent.Database).RunAsync(sent.Asked, wanted, sent.Stop).Then(done => new Recorded(new($"已对接：第 {done.Match} 号。", $"Matched: no. {done.Match}."), PathOfNeed(wanted.Need)));
        })
    { Back = BackToNeed };

    private static DirectoryForm Follow { get; } = new("match-follow", new("跟进对接", "Follow a match"), new("写下进展，或进到下一状态：已提出、已谈妥、进行中、已完成。", "Say how it goes, or go on to the next state: proposed, agreed, under way, done."),
        [Match, Need, Choice<MatchState>("state", new("状态", "State"), state => state.Name()), FormField.On, Text("note", new("跟进情况", "How it goes"), hint: new("永久保存，不写人名", "kept for good; no names of people"))], FillMatchAsync,
        sent =>
        {
            var (number, state, on, note) = (sent.Read.Number("match") ?? 0, sent.Read.Choice<MatchState>("state"), sent.Read.Day("on"), sent.Read.Optional("note") ?? "");
            return () => new FollowMatch(sent.Database).RunAsync(sent.Asked, number, state, on, note, sent.Stop).Then(done => new Recorded(new($"已跟进：{done.State.Name().Zh}。", $"Followed: {done.State.Name().En}."), PathOfNeed(sent.Ask.Of("need"))));
        })
    { Back = BackToNeed };

    private static DirectoryForm Receive { get; } = Purchase("purchase-receive", new("政府购买服务到账", "Government purchase received"), new("预收的服务款：交付后才是收入。", "Paid ahead: it is income once it is delivered."), (purchase, sent, move) => purchase.ReceiveAsync(sent.Asked, move, sent.Stop));

    private static DirectoryForm Deliver { get; } = Purchase("purchase-deliver", new("政府购买服务交付", "Government purchase delivered"), new("按验收的服务确认收入；不超过已到账的。", "Income by what was accepted; never more than was received."), (purchase, sent, move) => purchase.DeliverAsync(sent.Asked, move, sent.Stop));

    private static DirectoryForm Offered { get; } = new("new-offer", new("提供服务项目", "Make an offer"), new("机构能做的项目；社区据此对接需求。", "What an organisation can do; neighbourhoods match their needs with it."),
        [OrganisationForms.OfOrganisation, Code, .. Said, new("amount", FieldKind.Text, new("报价（人民币元）", "Price in yuan"))],
        (ask, reader) => OrganisationForms.FindAsync(ask, reader, found => ask.Page.MayEdit(found.Code)),
        sent =>
        {
            var read = sent.Read;
            var (code, organisation, title, price) = (read.Text("code"), sent.Ask.Of("organisation"), read.Text("title"), read.Optional("amount"));
            return async () => !PriceOf(price).IsDone(out var amount, out var unread) ? unread : await new MakeOffer(sent.Database).RunAsync(
                sent.Asked, new OfferWanted(code, organisation, title, read.Optional("description") ?? "", read.Optional("field") ?? "", read.Optional("place") ?? "", amount.Money), sent.Stop)
                .Then(done => new Recorded(new("服务项目已登记。", "The offer is made."), "/needs"));
        })
    { Back = OrganisationForms.BackToOrganisation, IsLight = true };

    private static DirectoryForm OfferChanged { get; } = new("offer", new("更改服务项目", "Change an offer"), new("改动会成为新的版本，先前的版本和理由都保留。", "A change becomes a new version; the earlier ones stay, with the reason."),
        [Offer, .. Said, new("amount", FieldKind.Text, new("报价（人民币元）", "Price in yuan")), Reason],
        async (ask, reader) => await NeedReading.FindOfferAsync(reader, ask.Of("offer")) is { } offer && ask.Page.MayEdit(offer.Organisation)
            ? new Dictionary<string, string?> { ["title"] = offer.Title, ["description"] = offer.Description, ["field"] = offer.Field, ["place"] = offer.Place, ["amount"] = offer.Amount?.ToAmountText() } : null,
        sent =>
        {
            var (read, code) = (sent.Read, sent.Ask.Of("offer"));
            var (title, price, reason) = (read.Text("title"), read.Optional("amount"), read.Text("reason"));
            return async () =>
            {
                if (!PriceOf(price).IsDone(out var amount, out var unread)) return unread;
                if (await sent.Database.ReadAsync(reader => NeedReading.FindOfferAsync(reader, code), sent.Stop) is not { } known) return People.Roles.Authority.NotThere;
                var wanted = new OfferWanted(code, known.Organisation, title, read.Optional("description") ?? "", read.Optional("field") ?? "", read.Optional("place") ?? "", amount.Money);
                return await new MakeOffer(sent.Database).ChangeAsync(sent.Asked, wanted, reason, sent.Stop).Then(_ => new Recorded(new("服务项目已更改。", "The offer is changed."), "/needs"));
            };
        })
    { Back = _ => Lists, IsLight = true };

    private static DirectoryForm OfferClosed { get; } = new("offer-close", new("结束服务项目", "Close an offer"), new("不再提供；对接都保留。", "It is offered no more; its matches stay."), [Offer, FormField.On, Reason],
        async (ask, reader) => await NeedReading.FindOfferAsync(reader, ask.Of("offer")) is { } offer && ask.Page.MayEdit(offer.Organisation) ? Nothing : null,
        sent =>
        {
            var (code, on, reason) = (sent.Ask.Of("offer"), sent.Read.Day("on"), sent.Read.Text("reason"));
            return () => new MakeOffer(sent.Database).CloseAsync(sent.Asked, code, on, reason, sent.Stop).Then(_ => new Recorded(new("服务项目已结束。", "The offer is closed."), "/needs"));
        })
    { Back = _ => Lists, IsLight = true };

    internal static IReadOnlyList<DirectoryForm> All { get; } = [Post, Change, Close, Step, Pair, Follow, Receive, Deliver, Offered, OfferChanged, OfferClosed];

    internal static string PathOfNeed(string code) => $"/needs/{Uri.EscapeDataString(code)}";

    private static (string Path, Bilingual Name) Lists => ("/needs", new("需求与服务", "Needs and offers"));

    private static (string Path, Bilingual Name) BackToNeed(DirectoryAsk ask) => (PathOfNeed(ask.Of("need")), Bilingual.Same(ask.Of("need")));

    private static DirectoryForm Purchase(string name, Bilingual title, Bilingual when, Func<PurchaseServices, DirectorySent, PurchaseMove, Task<Outcome<PurchaseRecorded>>> run) => new(name, title, when,
        [Match, Need, Fund, FormField.Amount, FormField.On, FormField.Reference(new("凭据编号", "Number of the document")), new("document", FieldKind.File, new("凭据文件", "File"), new("不超过 10 兆字节", "at most 10 MB"))], FillMatchAsync,
        sent =>
        {
            var move = new PurchaseMove(sent.Read.Number("match") ?? 0, sent.Read.Amount("amount"), sent.Read.Day("on"), sent.Read.Optional("ref"), File: sent.File);
            return () => run(new PurchaseServices(sent.Database), sent, move).Then(done => Recorded.Entry(done.Entry));
        })
    { Back = BackToNeed };

    private static NeedWanted WantedOf(DirectorySent sent, string code, string fund)
    {
        var read = sent.Read;
        return new NeedWanted(code, fund, read.Text("title"), read.Optional("description") ?? "", read.Optional("field") ?? "", read.Optional("place") ?? "", read.OptionalDay("wanted-by"), read.OptionalAmount("amount"),
            [.. NeedSteps.All.Where(step => read.IsTicked($"step-{step}"))]);
    }

    private static Outcome<Price> PriceOf(string? text)
    {
        if (text is null) return new Price(null);
        return TypedAmount.Read(text, Currency.Cny, "amount").IsDone(out var amount, out var refusal) ? new Price(amount) : refusal;
    }

    private static async Task<IReadOnlyDictionary<string, string?>?> FillNeedAsync(DirectoryAsk ask, LedgerReader reader) =>
        await NeedReading.FindNeedAsync(reader, ask.Books, ask.Of("need")) is { } need && ask.Page.MayRecordIn(need.Fund) ? FieldsOf(need) : null;

    private static async Task<IReadOnlyDictionary<string, string?>?> FillMatchAsync(DirectoryAsk ask, LedgerReader reader)
    {
        if (!long.TryParse(ask.Of("match"), out var number) || await NeedReading.FindMatchAsync(reader, ask.Books, number) is not { } match) return null;
        return await NeedReading.FindNeedAsync(reader, ask.Books, match.Need) is { } need && ask.Page.MayRecordIn(need.Fund)
            ? new Dictionary<string, string?> { ["need"] = need.Code, ["fund"] = need.Fund.Code, ["state"] = match.State.ToString() } : null;
    }

    private static Dictionary<string, string?> FieldsOf(Need need)
    {
        var fields = new Dictionary<string, string?>
        {
            ["fund"] = need.Fund.Code, ["title"] = need.Title, ["description"] = need.Description, ["field"] = need.Field, ["place"] = need.Place, ["wanted-by"] = need.WantedBy?.ToIso(), ["amount"] = need.Amount?.ToAmountText(),
        };
        foreach (var step in need.Steps) fields[$"step-{step}"] = "yes";
        return fields;
    }

    /// <param name="Money">Null where nobody said.</param>
    private sealed record Price(Money? Money);
}
