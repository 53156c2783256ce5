using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Api;

/// <summary>What is done with the directory, the needs and the offers: by managers of funds, and by an organisation's people with what is their organisation's. People and teams are kept on the site.</summary>
internal static class DirectoryActsApi
{
    private const string Part = "organisations";
    private static readonly Permission[] Editors = [Permission.RecordMoney, Permission.EditOrganisation];
    private static readonly ApiParameter Organisation = ApiParameter.Path("code", new("机构代码", "code of the organisation"), "ORG");
    private static readonly ApiParameter Need = ApiParameter.Path("code", new("需求代码", "code of the need"), "N1");
    private static readonly ApiParameter Offer = ApiParameter.Path("code", new("服务代码", "code of the offer"), "S1");
    private static readonly ApiParameter Match = ApiParameter.Path("match", new("对接编号", "number of the match"), "1", ApiParameterForm.Number);

    internal static void MapDirectoryActs(this ApiRoutes api)
    {
        MapOrganisationActs(api);
        MapNeedActs(api);
        api.Write<OfferGiven, OfferKept>("/offers", new("makeOffer", Part, new("提供服务", "Make an offer"), "Of what an organisation can do.", []) { Example = """{"code":"API-S","organisation":"ORG","title":"楼道扶手安装","amount":{"amount":"500.00","currency":"CNY"}}""" },
            (call, asked) => call.WriteAsync(Editors[0], (reader, _) => OfOrganisationAsync(reader, asked.Organisation, _ => MayEdit(call, asked.Organisation)), by => new MakeOffer(call.Noting).RunAsync(by, asked.Wanted, call.Stop), done => new OfferKept(done.Code, done.Version), done => PathOf("offers", done.Code)), Editors);
        api.Write<OfferTold, OfferKept>("/offers/{code}/changes", new("changeOffer", Part, new("更改服务", "Change an offer"), "Whole, as another version.", [Offer]) { Example = """{"title":"适老化改造","amount":{"amount":"550.00","currency":"CNY"},"reason":"材料涨价"}""" },
            (call, asked) => OnOfferAsync(call, (by, offer) => new MakeOffer(call.Noting).ChangeAsync(by, new OfferWanted(offer.Code, offer.Organisation, asked.Title, asked.Description, asked.Field, asked.Place, asked.Amount), asked.Reason, call.Stop)), Editors);
        api.Write<Ending, OfferKept>("/offers/{code}/close", new("closeOffer", Part, new("结束服务", "Close an offer"), "Its matches stay.", [Offer]) { Example = """{"on":"2026-04-15","reason":"人手不足"}""" },
            (call, asked) => OnOfferAsync(call, (by, offer) => new MakeOffer(call.Noting).CloseAsync(by, offer.Code, asked.On, asked.Reason, call.Stop)), Editors);
    }

    private static void MapOrganisationActs(ApiRoutes api)
    {
        api.Write<OrganisationGiven, OrganisationKept>("/organisations", new("registerOrganisation", Part, new("登记机构", "Register an organisation"), "Its documents are sent and verified next.", []) { Example = """{"code":"API-ORG","name":"邻里互助社","kind":"community","fields":["助餐"],"place":"东里"}""" },
            (call, asked) => call.WriteAsync(Permission.RecordMoney, (_, _) => Task.FromResult<bool?>(IsManager(call)), by => new RegisterOrganisation(call.Noting).RunAsync(by, asked.Profile(asked.Code, asked.Payee), call.Stop), Kept, done => PathOf(Part, done.Code)), Permission.RecordMoney);
        api.Write<OrganisationTold, OrganisationKept>("/organisations/{code}/profile", new("changeOrganisation", Part, new("更改机构资料", "Change an organisation's profile"), "Whole, as another version. Who is paid stays as it is.", [Organisation]) { Example = """{"name":"邻里社","kind":"community","reason":"更名"}""" },
            (call, asked) => ChangeAsync(call, Editors[0], MayEdit(call, call.Route("code")), known => asked.Profile(known.Code, known.Payee), asked.Reason), Editors);
        api.Write<PayeeNamed, OrganisationKept>("/organisations/{code}/payee", new("namePayee", Part, new("指定收款方", "Name the payee of an organisation"), "Who is registered among the payees.", [Organisation]) { Example = """{"payee":"SHUJIA","reason":"开户"}""" },
            (call, asked) => ChangeAsync(call, Permission.RecordMoney, IsManager(call), known => new OrganisationProfile(known.Code, known.Name, known.Kind, known.CreditCode, known.Fields, known.Place, known.FoundedOn, asked.Payee), asked.Reason), Permission.RecordMoney);
        api.Write<DocumentGiven, DocumentAdded>("/organisations/{code}/documents", new("addOrganisationDocument", Part, new("上传资质文件", "Add a qualification document"), "A file that you sent to files; it counts once another person has verified it.", [Organisation])
        {
            Example = $$"""{"kind":"assessment","number":"4A","from":"2026-01-01","to":"2028-12-31","evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, DocumentAsync, Editors);
        api.Write<DocumentVerdict, DocumentChecked>("/organisations/{code}/documents/{document:long}/verdict", new("checkOrganisationDocument", Part, new("核验资质文件", "Verify a qualification document"), "Nobody verifies what they added themselves.", [Organisation, ApiParameter.Path("document", new("文件编号", "number of the document"), "1", ApiParameterForm.Number)])
        {
            Example = """{"isVerified":true}""",
        }, CheckAsync, Permission.RecordMoney);
        api.Write<OrganisationRelationGiven, OrganisationRelationKept>("/organisations/{code}/relations", new("relateOrganisation", Part, new("登记关联单位", "Enter a related organisation"), "In the directory or not: reviews find conflicts of interest by it.", [Organisation])
        {
            Example = """{"relation":"partner","name":"东里街道社工站","since":"2026-01-01"}""",
        }, (call, asked) => call.WriteAsync(
            Editors[0], (reader, _) => OfOrganisationAsync(reader, call.Route("code"), found => MayEdit(call, found.Code)),
            by => new RelateOrganisation(call.Noting).RunAsync(by, new NewRelation(call.Route("code"), asked.Relation, asked.Name, asked.CreditCode, asked.Since, asked.Until), call.Stop),
            done => new OrganisationRelationKept(done.Relation), _ => PathOf(Part, call.Route("code"))), Editors);
        api.Write<OrganisationRelationEnd, OrganisationRelationKept>("/organisations/{code}/relations/{relation:long}/end", new("endOrganisationRelation", Part, new("结束关联关系", "End a relation"), "Last is its last day. Reviews of what was before still find conflicts of interest by it.",
            [Organisation, ApiParameter.Path("relation", new("关联单位编号", "number of the relation"), "1", ApiParameterForm.Number)])
        {
            Example = """{"last":"2026-04-15"}""",
        }, (call, asked) => call.WriteAsync(
            Editors[0], (reader, _) => OfOrganisationAsync(reader, call.Route("code"), found => MayEdit(call, found.Code)),
            by => new RelateOrganisation(call.Noting).EndAsync(by, call.Route("code"), call.Number("relation"), asked.Last, call.Stop),
            done => new OrganisationRelationKept(done.Relation), _ => PathOf(Part, call.Route("code"))), Editors);
        api.Write<BarWanted, OrganisationIsBarred>("/organisations/{code}/bars", new("barOrganisation", Part, new("禁入", "Bar an organisation from awards"), "Nothing is awarded to it in these days.", [Organisation]) { Example = """{"from":"2030-01-01","to":"2030-12-31","reason":"逾期未报"}""" },
            (call, asked) => OnOrganisationAsync(call, by => new BarOrganisation(call.Noting).RunAsync(by, new NewBar(call.Route("code"), asked.From, asked.To, asked.Reason), call.Stop), done => new OrganisationIsBarred(done.Bar)), Permission.RecordMoney);
        api.Write<TakingBack, ProposedShown>("/organisations/{code}/bars/{bar:long}/take-back", new("proposeTakingBackBar", Part, new("提出撤销禁入", "Propose to take a bar back"), "It takes another person.", [Organisation, ApiParameter.Path("bar", new("禁入编号", "number of the bar"), "1", ApiParameterForm.Number)])
        {
            Example = """{"reason":"已补报"}""",
        }, (call, asked) => call.ProposeAsync(TakeBackBar.Kind, new BarTakenBack(call.Route("code"), call.Number("bar"), asked.Reason), (reader, _) => OfOrganisationAsync(reader, call.Route("code"), _ => IsManager(call) && call.MaySomewhere(Permission.Propose))), Permission.Propose);
        api.Write<MoveWanted, OrganisationHasMoved>("/organisations/{code}/moves", new("moveOrganisation", Part, new("暂停、恢复、退出或重新加入", "Suspend, resume, leave or return"), "Nothing is awarded to one that is suspended or has left.", [Organisation with { Example = "API-ORG" }]) { Example = """{"move":"suspended","on":"2026-04-15","reason":"整改"}""" },
            (call, asked) => OnOrganisationAsync(call, by => new MoveOrganisation(call.Noting).RunAsync(by, call.Route("code"), asked.Move, asked.On, asked.Reason, call.Stop), done => new OrganisationHasMoved(done.Code, done.Move)), Permission.RecordMoney);
    }

    private static void MapNeedActs(ApiRoutes api)
    {
        api.Write<NeedGiven, NeedKept>("/needs", new("postNeed", Part, new("发布需求", "Post a need"), "The steps that it demands cannot be skipped.", []) { Example = """{"code":"API-N","fund":"F1","title":"雨棚","steps":["deliberate"]}""" },
            (call, asked) => call.WriteToFundsAsync(Permission.RecordMoney, [asked.Fund], by => new PostNeed(call.Noting).RunAsync(by, asked.Wanted(asked.Code, asked.Fund), call.Stop), Kept, done => PathOf("needs", done.Code)), Permission.RecordMoney);
        api.Write<NeedTold, NeedKept>("/needs/{code}/changes", new("changeNeed", Part, new("更改需求", "Change a need"), "Whole, as another version.", [Need]) { Example = """{"title":"楼道双侧扶手","reason":"居民补充"}""" },
            (call, asked) => OnNeedAsync(call, (by, need) => new PostNeed(call.Noting).ChangeAsync(by, asked.Wanted(need.Code, need.Fund.Code), asked.Reason, call.Stop), Kept), Permission.RecordMoney);
        api.Write<Ending, NeedKept>("/needs/{code}/close", new("closeNeed", Part, new("结束需求", "Close a need"), "Its matches and records stay.", [Need]) { Example = """{"on":"2026-04-15","reason":"已解决"}""" },
            (call, asked) => OnNeedAsync(call, (by, need) => new PostNeed(call.Noting).CloseAsync(by, need.Code, asked.On, asked.Reason, call.Stop), Kept), Permission.RecordMoney);
        api.Write<StepGiven, StepKept>("/needs/{code}/steps", new("recordNeedStep", Part, new("记录一步", "Record a step of a need"), "Propose, deliberate, decide, carry out, evaluate; once more it is a correction with its reason. Files are sent to files first.", [Need])
        {
            Example = """{"step":"deliberate","heldOn":"2026-04-10","minutes":"居民议事会","attendance":12,"for":10,"against":1,"abstained":1}""",
        }, StepAsync, Permission.RecordMoney);
        api.Write<NeedMatchGiven, NeedMatchKept>("/needs/{code}/matches", new("matchNeed", Part, new("对接服务", "Match an offer with a need"), "As a grant, or as government purchase of services.", [Need]) { Example = """{"offer":"S1","contract":"government-purchase","on":"2026-04-10","amount":{"amount":"500.00","currency":"CNY"}}""" },
            (call, asked) => OnNeedAsync(call, (by, need) => new MatchNeed(call.Noting).RunAsync(by, new MatchWanted(need.Code, asked.Offer, asked.Contract, asked.On, asked.Amount, asked.Note), call.Stop), done => new NeedMatchKept(done.Match)), Permission.RecordMoney);
        api.Write<Following, NeedMatchFollowed>("/need-matches/{match:long}/follow", new("followNeedMatch", Part, new("跟进对接", "Follow a match"), "How it goes, or its next state.", [Match]) { Example = """{"state":"agreed","on":"2026-04-12","note":"已谈妥"}""" },
            (call, asked) => OnMatchAsync(call, by => new FollowMatch(call.Noting).RunAsync(by, call.Number("match"), asked.State, asked.On, asked.Note, call.Stop), done => new NeedMatchFollowed(done.Match, done.State), null), Permission.RecordMoney);
        foreach (var (word, id, isReceived, summary, says) in new[]
        {
            ("receipts", "receivePurchase", true, new Bilingual("政府购买服务到账", "Government purchase received"), "Paid ahead: it is income once it is delivered."), ("deliveries", "deliverPurchase", false, new Bilingual("政府购买服务交付", "Government purchase delivered"), "Never more than was received."),
        })
            api.Write<PurchaseMoved, EntryMade>($"/need-matches/{{match:long}}/{word}", new(id, Part, summary, says, [Match]) { Example = """{"amount":{"amount":"100.00","currency":"CNY"},"on":"2026-04-12"}""" }, (call, asked) => PurchaseAsync(call, asked, isReceived), Permission.RecordMoney);
    }

    // ---- who may ----

    /// <summary>A manager of some fund keeps the directory.</summary>
    private static bool IsManager(ApiCall call) => call.MaySomewhere(Permission.RecordMoney);

    private static bool MayEdit(ApiCall call, string organisation) => IsManager(call) || call.May(Permission.EditOrganisation, new Target(Organisation: organisation));

    private static async Task<bool?> OfOrganisationAsync(LedgerReader reader, string code, Func<Organisation, bool> may) => await Directory.FindAsync(reader, code) is { } found ? may(found) : null;

    // ---- organisations ----

    private static OrganisationKept Kept(OrganisationSet done) => new(done.Code, done.Version);

    private static Task<IResult> OnOrganisationAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class => call.WriteAsync(
        Permission.RecordMoney, (reader, _) => OfOrganisationAsync(reader, call.Route("code"), _ => IsManager(call)), operation, answer, _ => PathOf(Part, call.Route("code")));

    private static async Task<IResult> ChangeAsync(ApiCall call, Permission what, bool may, Func<Organisation, OrganisationProfile> profile, string reason)
    {
        Organisation? known = null;
        return await call.WriteAsync(
            what, async (reader, _) => (known = await Directory.FindAsync(reader, call.Route("code"))) is null ? null : may, by => new ChangeOrganisation(call.Noting).RunAsync(by, profile(known!), reason, call.Stop), Kept, done => PathOf(Part, done.Code));
    }

    private static async Task<IResult> DocumentAsync(ApiCall call, DocumentGiven asked)
    {
        if (!(await FilesApi.SentAsync(call, [asked.Evidence], "evidence")).IsDone(out var files, out var notSent)) return call.Refused(notSent);
        return await call.WriteAsync(
            Editors[0], (reader, _) => OfOrganisationAsync(reader, call.Route("code"), found => MayEdit(call, found.Code)), by => new AddQualification(call.Noting).RunAsync(by, new NewQualification(call.Route("code"), asked.Kind, asked.Number, asked.From, asked.To, files[0]), call.Stop),
            done => new DocumentAdded(done.Qualification), _ => PathOf(Part, call.Route("code")));
    }

    private static Task<IResult> CheckAsync(ApiCall call, DocumentVerdict asked) => call.WriteAsync(
        Permission.RecordMoney, async (reader, _) => await Directory.FindAsync(reader, call.Route("code")) is { } found && (await Directory.FactsAsync(reader, found)).Qualifications.Any(one => one.Id == call.Number("document")) ? IsManager(call) : null,
        by => new CheckQualification(call.Noting).RunAsync(by, call.Number("document"), asked.IsVerified, asked.Reason, call.Stop), done => new DocumentChecked(done.Qualification, done.IsVerified), _ => PathOf(Part, call.Route("code")));

    // ---- needs and offers ----

    private static NeedKept Kept(NeedSet done) => new(done.Code, done.Version);

    private static async Task<IResult> OnNeedAsync<T, TAnswer>(ApiCall call, Func<Asked, Need, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class
    {
        Need? need = null;
        return await call.WriteAsync(
            Permission.RecordMoney, async (reader, books) => (need = await NeedReading.FindNeedAsync(reader, books, call.Route("code"))) is null ? null : call.May(Permission.RecordMoney, books.TargetOf(need.Fund)), by => operation(by, need!), answer, _ => PathOf("needs", call.Route("code")));
    }

    private static async Task<IResult> StepAsync(ApiCall call, StepGiven asked)
    {
        if (!(await FilesApi.SentAsync(call, asked.Evidence ?? [], "evidence")).IsDone(out var files, out var notSent)) return call.Refused(notSent);
        return await OnNeedAsync(
            call, (by, need) => new RecordStep(call.Noting).RunAsync(by, new StepWanted(need.Code, asked.Step, asked.HeldOn, asked.Minutes, asked.Attendance, asked.For, asked.Against, asked.Abstained, files, asked.Reason), call.Stop), done => new StepKept(done.Need, done.Step, done.Version));
    }

    private static async Task<IResult> PurchaseAsync(ApiCall call, PurchaseMoved asked, bool isReceived)
    {
        if (!(await FilesApi.SentAsync(call, asked.Evidence is { } named ? [named] : [], "evidence")).IsDone(out var files, out var notSent)) return call.Refused(notSent);
        var (move, purchase) = (new PurchaseMove(call.Number("match"), asked.Amount, asked.On, asked.Reference, File: files.FirstOrDefault()), new PurchaseServices(call.Noting));
        return await OnMatchAsync(call, by => isReceived ? purchase.ReceiveAsync(by, move, call.Stop) : purchase.DeliverAsync(by, move, call.Stop), done => new EntryMade(done.Entry), done => EntriesApi.PathOf(done.Entry));
    }

    private static Task<IResult> OnMatchAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string>? location) where TAnswer : class => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await NeedReading.FindMatchAsync(reader, books, call.Number("match")) is { } match && await NeedReading.FindNeedAsync(reader, books, match.Need) is { } need ? call.May(Permission.RecordMoney, books.TargetOf(need.Fund)) : null,
        operation, answer, done => location?.Invoke(done));

    private static async Task<IResult> OnOfferAsync(ApiCall call, Func<Asked, Offer, Task<Outcome<OfferSet>>> operation)
    {
        Offer? offer = null;
        return await call.WriteAsync(
            Editors[0], async (reader, _) => (offer = await NeedReading.FindOfferAsync(reader, call.Route("code"))) is null ? null : MayEdit(call, offer.Organisation), by => operation(by, offer!), done => new OfferKept(done.Code, done.Version), done => PathOf("offers", done.Code));
    }

    private static string PathOf(string list, string code) => $"{ApiRoutes.Root}/{list}/{Uri.EscapeDataString(code)}";
}

/// <param name="Code">Your own: letters, digits, hyphens.</param>
/// <param name="CreditCode">18 characters; only a community organisation on file may have none.</param>
/// <param name="Fields">Of work.</param>
/// <param name="Payee">Code of a payee that is registered.</param>
public sealed record OrganisationGiven(string Code, string Name, OrganisationKind Kind, string? CreditCode = null, IReadOnlyList<string>? Fields = null, string Place = "", DateOnly? FoundedOn = null, string? Payee = null)
{
    internal OrganisationProfile Profile(string code, string? payee) => new(code, Name, Kind, CreditCode, Fields ?? [], Place, FoundedOn, payee);
}

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record OrganisationTold(string Name, OrganisationKind Kind, string Reason, string? CreditCode = null, IReadOnlyList<string>? Fields = null, string Place = "", DateOnly? FoundedOn = null)
{
    internal OrganisationProfile Profile(string code, string? payee) => new(code, Name, Kind, CreditCode, Fields ?? [], Place, FoundedOn, payee);
}

public sealed record OrganisationKept(string Organisation, int Version);

/// <param name="Payee">Its code; null for nobody.</param>
public sealed record PayeeNamed(string Reason, string? Payee = null);

/// <param name="Number">Of the document.</param>
/// <param name="To">The last day; none where it has no end.</param>
/// <param name="Evidence">SHA-256 of its file.</param>
public sealed record DocumentGiven(QualificationKind Kind, string Number, DateOnly From, string Evidence, DateOnly? To = null);

public sealed record DocumentAdded(long Document);

/// <param name="Reason">Needed where it is not accepted.</param>
public sealed record DocumentVerdict(bool IsVerified, string Reason = "");

public sealed record DocumentChecked(long Document, bool IsVerified);

/// <param name="CreditCode">Of the other one, where it is known.</param>
/// <param name="Until">The last day, included.</param>
public sealed record OrganisationRelationGiven(OrganisationRelation Relation, string Name, string? CreditCode = null, DateOnly? Since = null, DateOnly? Until = null);

/// <param name="Last">Its last day.</param>
public sealed record OrganisationRelationEnd(DateOnly Last);

/// <param name="Relation">Its number.</param>
public sealed record OrganisationRelationKept(long Relation);

/// <param name="To">The last day, included.</param>
public sealed record BarWanted(DateOnly From, DateOnly To, string Reason);

public sealed record OrganisationIsBarred(long Bar);

public sealed record TakingBack(string Reason);

public sealed record MoveWanted(OrganisationMove Move, DateOnly On, string Reason);

public sealed record OrganisationHasMoved(string Organisation, OrganisationMove Move);

/// <param name="Description">Kept for good, so it names nobody.</param>
/// <param name="Steps">That it demands.</param>
public sealed record NeedGiven(string Code, string Fund, string Title, string Description = "", string Field = "", string Place = "", DateOnly? WantedBy = null, Money? Amount = null, IReadOnlyList<NeedStep>? Steps = null)
{
    internal NeedWanted Wanted(string code, string fund) => new(code, fund, Title, Description, Field, Place, WantedBy, Amount, Steps);
}

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record NeedTold(string Title, string Reason, string Description = "", string Field = "", string Place = "", DateOnly? WantedBy = null, Money? Amount = null, IReadOnlyList<NeedStep>? Steps = null)
{
    internal NeedWanted Wanted(string code, string fund) => new(code, fund, Title, Description, Field, Place, WantedBy, Amount, Steps);
}

public sealed record NeedKept(string Need, int Version);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record Ending(DateOnly On, string Reason);

/// <param name="Minutes">Kept erasable.</param>
/// <param name="Evidence">SHA-256 of files that you sent to files.</param>
/// <param name="Reason">Of a correction.</param>
public sealed record StepGiven(NeedStep Step, DateOnly HeldOn, string Minutes, int Attendance = 0, int For = 0, int Against = 0, int Abstained = 0, IReadOnlyList<string>? Evidence = null, string Reason = "");

public sealed record StepKept(string Need, NeedStep Step, int Version);

/// <param name="Note">Kept for good, so it names nobody.</param>
public sealed record NeedMatchGiven(string Offer, ContractKind Contract, DateOnly On, Money? Amount = null, string Note = "");

public sealed record NeedMatchKept(long Match);

/// <param name="Note">Kept for good, so it names nobody.</param>
public sealed record Following(MatchState State, DateOnly On, string Note = "");

public sealed record NeedMatchFollowed(long Match, MatchState State);

/// <param name="Evidence">SHA-256 of a file that you sent to files.</param>
public sealed record PurchaseMoved(Money Amount, DateOnly On, string? Reference = null, string? Evidence = null);

public sealed record OfferGiven(string Code, string Organisation, string Title, string Description = "", string Field = "", string Place = "", Money? Amount = null)
{
    internal OfferWanted Wanted => new(Code, Organisation, Title, Description, Field, Place, Amount);
}

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record OfferTold(string Title, string Reason, string Description = "", string Field = "", string Place = "", Money? Amount = null);

public sealed record OfferKept(string Offer, int Version);
