using FundLedger.Cofunding;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What the site's other forms record: money that comes and goes, appropriations and what goes back of them, social money beside public money, corrections.</summary>
internal static class RecordingApi
{
    private static readonly ApiParameter Entry = ApiParameter.Path("entry", new("分录号", "number of the entry"), "4", ApiParameterForm.Number);

    internal static void MapRecording(this ApiRoutes api)
    {
        api.Write<NewSplitDonation, SplitDonationShown>("/split-donations", new("recordSplitDonation", "donations", new("记一笔分给几个基金的捐款", "Record a gift for several funds"), "Of one entity: one receipt, and an entry in each fund. Each part is a share or an amount; together they are the whole.", [])
        {
            Example = """{"amount":{"amount":"100.00","currency":"CNY"},"on":"2026-04-08","donor":"和顺有限公司","parts":[{"fund":"F1","share":"60"},{"fund":"F2","share":"40"}]}""",
        }, SplitAsync, Permission.RecordMoney);
        foreach (var (word, id, summary, says) in new[] { ("interest", "recordInterest", new Bilingual("记利息", "Record interest"), "It stays with the source that earned it."), ("bank-fees", "recordBankFee", new Bilingual("记银行手续费", "Record a bank fee"), "It has happened, so it is recorded even when it overdraws.") })
            api.Write<NewBankMovement, EntryMade>($"/{word}", new(id, "expenses", summary, says, []) { Example = """{"fund":"F1","amount":{"amount":"1.20","currency":"CNY"},"on":"2026-04-10"}""" }, (call, asked) => BankAsync(call, asked, id == "recordInterest"), Permission.RecordMoney);
        api.Write<NewExpensePayment, EntryMade>("/expenses/{entry:long}/payment", new("payExpense", "expenses", new("支付应付款", "Pay an expense that is owed"), "Whole.", [Entry]) { Example = """{"on":"2026-04-14"}""" },
            (call, asked) => OnEntryAsync(call, by => new PayExpense(call.Noting).RunAsync(by, EntryOf(call), asked.On, call.Stop), done => done.Entry), Permission.RecordMoney);
        api.Write<NewGiftBatch, GiftBatchMade>("/donation-batches", new("recordGiftBatch", "donations", new("记一批捐款", "Record a batch of gifts"), $"To one fund, {RecordGiftBatch.MostGifts} at most: count and total were taken first, and all are recorded or none.", [])
        {
            Example = """{"fund":"F1","count":2,"total":{"amount":"30.00","currency":"CNY"},"gifts":[{"donor":"李四","amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-08"},{"donor":"","amount":{"amount":"20.00","currency":"CNY"},"on":"2026-04-08"}],"withReceipts":true}""",
        }, (call, asked) => call.WriteToFundsAsync(Permission.RecordMoney, [asked.Fund], by => new RecordGiftBatch(call.Noting).RunAsync(
            by, new GiftBatch(asked.Fund, [.. asked.Gifts.Select(gift => new BatchGift(DonorName.Of(gift.Donor), gift.Amount, gift.On, gift.Reference, gift.Note))], asked.Count, asked.Total, asked.Source, WithReceipts: asked.WithReceipts), call.Stop),
            done => new GiftBatchMade(done.Count, done.Total, done.First, done.Last, done.FirstReceipt, done.LastReceipt), done => EntriesApi.PathOf(done.First)), Permission.RecordMoney);
        MapSeedMoney(api);
        MapCofunding(api);
        api.Write<NewPurposeChange, ProposedShown>("/purpose-changes", new("proposePurposeChange", "corrections", new("提出变更用途", "Propose another purpose"), "Restricted money gets another purpose, or is freed, on the evidence of a consent or filing, whose file was sent to files.", [])
        {
            Example = $$"""{"fund":"F1","from":"donation","to":"zhuxue","toName":"助学","amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-14","consent":"donor","consentNumber":"TY-1","evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, (call, asked) => ProposeToFundAsync(call, asked.Fund, ChangePurpose.Kind, new PurposeChange(asked.Fund, asked.From, asked.To, asked.Amount, asked.On, asked.Consent, asked.ConsentNumber, asked.Evidence, asked.ToName, asked.Lifts, asked.Reason)), Permission.Propose);
        api.Write<NewPriorYearError, ProposedShown>("/prior-year-adjustments", new("proposePriorYearAdjustment", "corrections", new("提出以前年度调整", "Propose to put a closed year right"), "A material error of a closed year, on the evidence of a file that was sent to files.", [])
        {
            Example = $$"""{"fund":"F1","source":"donation","account":"1002","side":"debit","amount":{"amount":"5.00","currency":"CNY"},"year":2025,"on":"2026-04-14","reason":"漏记","evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, (call, asked) => ProposeToFundAsync(call, asked.Fund, AdjustPriorYear.Kind, new PriorYearError(asked.Fund, asked.Source, asked.Account, asked.Side, asked.Amount, asked.Year, asked.On, asked.Reason, asked.Evidence)), Permission.Propose);
    }

    private static void MapSeedMoney(ApiRoutes api)
    {
        const string Part = "seed-money";
        api.ReadOfAll<Page<AppropriationShown>>("/appropriations", new("listAppropriations", Part, new("列出拨款文件", "List appropriations"), "With what came of each and what is left, by source.", ApiParameter.Paging), AppropriationsAsync, Permission.ReadLedger);
        api.Write<AppropriationWanted, AppropriationMade>("/appropriations", new("registerAppropriation", Part, new("登记拨款文件", "Register an appropriation"), "A document confirms public money that has not come yet.", [])
        {
            Example = """{"fund":"F1","number":"民发9号","from":"民政局","amount":{"amount":"1000.00","currency":"CNY"},"spendBy":"2027-12-31"}""",
        }, (call, asked) => call.WriteToFundsAsync(Permission.RecordMoney, [asked.Fund], by => new RegisterAppropriation(call.Noting).RunAsync(
            by, new NewAppropriation(asked.Fund, asked.Number, asked.From, asked.Amount, asked.SpendBy, asked.IssuedOn, asked.Years, asked.Conditions, asked.AfterDeadline, asked.Covers), call.Stop), done => new AppropriationMade(done.Source, done.SpendBy), _ => null),
            Permission.RecordMoney);
        api.Write<AppropriationAmendmentWanted, AppropriationAmendedShown>("/appropriations/documents", new("amendAppropriation", Part, new("登记后来的拨款文件", "Record a later document of an appropriation"), "It raises, lowers or extends it; what is left out stays.", [])
        {
            Example = """{"fund":"F1","number":"民发1号","document":"民发12号","amount":{"amount":"6000.00","currency":"CNY"},"spendBy":"2028-12-31"}""",
        }, AmendAsync, Permission.RecordMoney);
        api.Write<NewReturn, ProposedShown>("/seed-money/returns", new("proposeReturn", Part, new("提出退回公共资金", "Propose that public money goes back"), "What is unspent becomes owed. Before its deadline, say why.", [])
        {
            Example = """{"fund":"F1","source":"seed-民发1号","amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-14","reason":"项目取消"}""",
        }, (call, asked) => ProposeToFundAsync(call, asked.Fund, OweReturn.Kind, new SeedReturn(asked.Fund, asked.Source, asked.Amount, asked.On, asked.Reason)), Permission.Propose);
        api.Write<NewReturnPayment, ProposedShown>("/seed-money/returns/{entry:long}/payments", new("proposeReturnPayment", Part, new("提出支付应退资金", "Propose to pay what goes back"), "Whole or in part.", [Entry]) { Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-14"}""" },
            (call, asked) => call.WriteOnEntryAsync(Permission.Propose, EntryOf(call), by => new ProposeAct(call.Noting).RunAsync(by, PayReturn.Kind, new ReturnPayment(EntryOf(call), asked.Amount, asked.On, asked.Reference), stop: call.Stop), ProposedShown.Of, ApprovalsApi.PathOf), Permission.Propose);
    }

    private static async Task<IResult> AmendAsync(ApiCall call, AppropriationAmendmentWanted asked)
    {
        string? entity = null;
        return await call.WriteAsync(
            Permission.RecordMoney, (_, books) =>
            {
                entity = books.FindFund(asked.Fund) is { } fund ? books.Entity(fund.EntityId).Code : null;
                return Task.FromResult<bool?>(call.May(Permission.RecordMoney, ApiCall.Of(books, asked.Fund)));
            },
            by => new AmendAppropriation(call.Noting).RunAsync(by, new AppropriationAmendment(asked.Number, asked.Document, asked.Amount, asked.SpendBy, asked.Conditions, asked.AfterDeadline, asked.Covers, asked.Fund, entity), call.Stop),
            done => new AppropriationAmendedShown(done.Source, done.Version, done.SpendBy), _ => $"{ApiRoutes.Root}/appropriations");
    }

    private static void MapCofunding(ApiRoutes api)
    {
        const string Part = "cofunding";
        api.Read<Page<RequirementShown>>("/cofunding/requirements", new("listRequirements", Part, new("列出社会资金要求", "List co-funding requirements"), "Of the funds you read, each with where it stands; by number.", ApiParameter.Paging), RequirementsAsync, Permission.ReadLedger);
        api.Read<Page<SocialMoneyShown>>("/cofunding/proofs", new("listCofundingProofs", Part, new("列出社会资金证明", "List proofs of social money"), "Of the funds you read, by number.", ApiParameter.Paging), ProofsAsync, Permission.ReadLedger);
        api.Write<NewRequirement, RequirementMade>("/cofunding/requirements", new("requireCofunding", Part, new("登记社会资金要求", "Record a co-funding requirement"), "A document asks for a share of social money beside the public money of a fund.", [])
        {
            Example = """{"fund":"F2","share":"1","from":"2027-01-01","document":"民发7号"}""",
        }, (call, asked) => call.WriteToFundsAsync(Permission.RecordMoney, [asked.Fund], by => new RequireCofunding(call.Noting).RunAsync(by, new NewCofundingRequirement(asked.Fund, asked.Share, asked.From, asked.Document, asked.To), call.Stop), done => new RequirementMade(done.Requirement), _ => null), Permission.RecordMoney);
        api.Write<NewSocialMoney, ProposedShown>("/cofunding/proofs", new("proposeCofundingProof", Part, new("提出社会资金证明", "Propose a proof of social money"), "On the evidence of a file that was sent to files; another person checks it.", [])
        {
            Example = $$"""{"fund":"F2","amount":{"amount":"50.00","currency":"CNY"},"on":"2026-04-10","what":"街坊合办，存于物业账户","evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, (call, asked) => ProposeToFundAsync(call, asked.Fund, ProveCofunding.Kind, new NewCofundingProof(asked.Fund, asked.Amount, asked.On, asked.What, asked.Evidence)), Permission.Propose);
        api.Write<RequirementEnd, ProposedShown>("/cofunding/requirements/{requirement:long}/end", new("proposeCofundingEnd", Part, new("提出结束社会资金要求", "Propose to end a requirement"), "Of this fund, on its last day.", [ApiParameter.Path("requirement", new("要求编号", "number of the requirement"), "1", ApiParameterForm.Number)])
        {
            Example = """{"fund":"F2","lastDay":"2027-12-31","reason":"文件到期"}""",
        }, (call, asked) => ProposeToFundAsync(call, asked.Fund, EndCofunding.Kind, new CofundingEnd(call.Number("requirement"), asked.LastDay, asked.Reason, asked.Fund)), Permission.Propose);
    }

    private static Task<IResult> SplitAsync(ApiCall call, NewSplitDonation gift) => call.WriteToFundsAsync(
        Permission.RecordMoney, [.. gift.Parts.Select(part => part.Fund)], by => new RecordSplitGift(call.Noting).RunAsync(by, new SplitGift(
            gift.Amount, gift.On, DonorName.Of(gift.Donor, gift.Anonymous), [.. gift.Parts.Select(part => new GiftShare(part.Fund, part.Share, part.Amount))], Reference: gift.Reference, Note: gift.Note, WithReceipt: true, Channel: gift.Channel, Fee: gift.Fee), call.Stop),
        done => new SplitDonationShown(done.Entry, done.Receipt, [.. done.Parts.Select(part => new SplitPartShown(part.Fund, part.Entry, part.Amount))]), done => EntriesApi.PathOf(done.Entry));

    private static Task<IResult> BankAsync(ApiCall call, NewBankMovement asked, bool isInterest)
    {
        var movement = new BankMovement(asked.Fund, asked.Amount, asked.On, asked.Source, asked.Reference);
        return call.WriteToFundsAsync(
            Permission.RecordMoney, [asked.Fund], by => isInterest ? new RecordInterest(call.Noting).RunAsync(by, movement, call.Stop) : new RecordBankFee(call.Noting).RunAsync(by, movement, call.Stop),
            done => new EntryMade(done.Entry), done => EntriesApi.PathOf(done.Entry));
    }

    private static Task<IResult> AppropriationsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await Appropriations.TotalsAsync(reader, books)).OrderBy(one => one.Of.Id).Select(one => new AppropriationShown(
            one.Of.Id, one.Of.Source.Code, one.Of.Number, one.Of.GivenBy, one.Of.SpendBy, one.Of.Version, one.Of.Fund?.Code, one.Of.Confirmed, one.Received, one.Spent, one.GivenOn, one.Returned, one.Left)),
        one => FormattableString.Invariant($"{one.Appropriation:D19}")));

    private static Task<IResult> RequirementsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await CofundingReading.StatesAsync(reader, books)).Where(state => call.May(Permission.ReadLedger, books.TargetOf(state.Requirement.Fund))).OrderBy(state => state.Requirement.Id).Select(state => new RequirementShown(
            state.Requirement.Id, state.Requirement.Fund.Code, state.Requirement.Share, state.Requirement.FirstDay, state.Requirement.LastDay, state.Requirement.Document, state.PublicMoney, state.Needed, state.Proved, state.Room)),
        one => FormattableString.Invariant($"{one.Requirement:D19}")));

    private static Task<IResult> ProofsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await CofundingReading.ProofsAsync(reader, books)).Where(proof => call.May(Permission.ReadLedger, books.TargetOf(proof.Fund))).OrderBy(proof => proof.Id)
            .Select(proof => new SocialMoneyShown(proof.Id, proof.Fund.Code, proof.On, proof.Amount, proof.What, proof.Evidence)), one => FormattableString.Invariant($"{one.Proof:D19}")));

    private static EntryId EntryOf(ApiCall call) => new(call.Number("entry"));

    private static Task<IResult> OnEntryAsync<T>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, EntryId> entry) =>
        call.WriteOnEntryAsync(Permission.RecordMoney, EntryOf(call), operation, done => new EntryMade(entry(done)), done => EntriesApi.PathOf(entry(done)));

    private static Task<IResult> ProposeToFundAsync<TPayload, TAnswer>(ApiCall call, string fund, ProposalKind<TPayload, TAnswer> kind, TPayload payload) =>
        call.ProposeAsync(kind, payload, (_, books) => Task.FromResult<bool?>(call.May(Permission.Propose, ApiCall.Of(books, fund))));
}

/// <param name="Donor">Empty for one who left no name. Kept erasable.</param>
/// <param name="Fee">Of the whole; each fund bears its part.</param>
public sealed record NewSplitDonation(
    Money Amount, DateOnly On, string Donor, IReadOnlyList<NewSplitPart> Parts, bool Anonymous = false, Money? Fee = null, string? Reference = null, GiftChannel? Channel = null, string? Note = null);

/// <param name="Share">A percentage; or an amount: one of the two.</param>
public sealed record NewSplitPart(string Fund, BasisPoints? Share = null, Money? Amount = null);

/// <param name="Entry">The first part's, by which the whole is reversed.</param>
public sealed record SplitDonationShown(EntryId Entry, ReceiptNumber? Receipt, IReadOnlyList<SplitPartShown> Parts);

public sealed record SplitPartShown(string Fund, EntryId Entry, Money Amount);

/// <param name="Source">Code of the source; own funds unless one is named.</param>
public sealed record NewBankMovement(string Fund, Money Amount, DateOnly On, string? Source = null, string? Reference = null);

public sealed record NewExpensePayment(DateOnly On);

/// <param name="Version">0 where it was only ever named by receipts.</param>
/// <param name="Fund">That expects the money; null where nothing is confirmed.</param>
/// <param name="GivenOn">What went on to other funds.</param>
public sealed record AppropriationShown(
    long Appropriation, string Source, string Number, string GivenBy, DateOnly? SpendBy, int Version, string? Fund, Money? Confirmed, Money Received, Money Spent, Money GivenOn, Money Returned, Money Left);

/// <param name="Number">Of the document.</param>
/// <param name="Years">Or so many from the document's day.</param>
/// <param name="AfterDeadline">Whether it may be spent and promised after it.</param>
/// <param name="Covers">It may be promised before it arrives.</param>
public sealed record AppropriationWanted(
    string Fund, string Number, string From, Money Amount, DateOnly? SpendBy = null, DateOnly? IssuedOn = null, int? Years = null, string? Conditions = null, LateUse AfterDeadline = LateUse.Refuse, bool Covers = false);

public sealed record AppropriationMade(string Source, DateOnly? SpendBy);

public sealed record NewReturn(string Fund, string Source, Money Amount, DateOnly On, string? Reason = null);

public sealed record NewReturnPayment(Money Amount, DateOnly On, string? Reference = null);

/// <param name="PublicMoney">Moved into the fund since its first day.</param>
/// <param name="Room">Public money that may still move on what is proved.</param>
public sealed record RequirementShown(long Requirement, string Fund, BasisPoints Share, DateOnly From, DateOnly? To, string Document, Money PublicMoney, Money Needed, Money Proved, Money Room);

/// <param name="Evidence">SHA-256 of its file.</param>
public sealed record SocialMoneyShown(long Proof, string Fund, DateOnly On, Money Amount, string What, string Evidence);

/// <param name="Share">Of public and social money together, at least; a percentage.</param>
public sealed record NewRequirement(string Fund, BasisPoints Share, DateOnly From, string Document, DateOnly? To = null);

public sealed record RequirementMade(long Requirement);

/// <param name="What">Whose money it is and where it lies.</param>
/// <param name="Evidence">SHA-256 of a file that was sent to files.</param>
public sealed record NewSocialMoney(string Fund, Money Amount, DateOnly On, string What, string Evidence);

public sealed record RequirementEnd(string Fund, DateOnly LastDay, string Reason);

/// <param name="From">Code of the source whose money it is.</param>
/// <param name="To">Code of the source it becomes, one there is or a new one with its name.</param>
/// <param name="Lifts">The restriction falls away.</param>
/// <param name="ConsentNumber">Of the consent or filing.</param>
/// <param name="Evidence">SHA-256 of its file.</param>
public sealed record NewPurposeChange(
    string Fund, string From, string To, Money Amount, DateOnly On, ConsentKind Consent, string ConsentNumber, string Evidence, string? ToName = null, bool Lifts = false, string? Reason = null);

/// <param name="Account">Code of the asset or liability.</param>
/// <param name="Year">That the error is of.</param>
/// <param name="Evidence">SHA-256 of a file that was sent to files.</param>
public sealed record NewPriorYearError(string Fund, string Source, string Account, AccountSide Side, Money Amount, int Year, DateOnly On, string Reason, string Evidence);

/// <param name="Count">How many there should be, counted beforehand.</param>
/// <param name="Total">What they should come to.</param>
public sealed record NewGiftBatch(string Fund, int Count, Money Total, IReadOnlyList<NewBatchGift> Gifts, string? Source = null, bool WithReceipts = false);

/// <param name="Donor">Empty for one who left no name. Kept erasable.</param>
/// <param name="Note">Kept erasable.</param>
public sealed record NewBatchGift(string Donor, Money Amount, DateOnly On, string? Reference = null, string? Note = null);

/// <param name="First">The entry of the first gift.</param>
public sealed record GiftBatchMade(int Count, Money Total, EntryId First, EntryId Last, ReceiptNumber? FirstReceipt, ReceiptNumber? LastReceipt);

/// <param name="Fund">That the money is for.</param>
/// <param name="Number">Of the appropriation.</param>
/// <param name="Document">Number of the later document.</param>
/// <param name="Amount">The whole of it from now on.</param>
/// <param name="AfterDeadline">Whether it may be used after its deadline.</param>
/// <param name="Covers">Whether commitments may be made on it before it arrives.</param>
public sealed record AppropriationAmendmentWanted(string Fund, string Number, string Document, Money? Amount = null, DateOnly? SpendBy = null, string? Conditions = null, LateUse? AfterDeadline = null, bool? Covers = null);

public sealed record AppropriationAmendedShown(string Source, int Version, DateOnly? SpendBy);
