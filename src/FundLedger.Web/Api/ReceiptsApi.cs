using System.Globalization;
using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Receipts of gifts: by year, one with its fiscal e-receipt, made void and issued anew; as documents, and a donor's year. Names are masked in all of them.</summary>
internal static class ReceiptsApi
{
    private const string Part = "receipts";
    private static readonly ApiParameter Entity = ApiParameter.Path("entity", new("会计主体代码", "code of the entity"), "MAIN");
    private const int DueShown = 200;
    private static readonly Refusal Crossed = Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
    private static readonly ApiParameter Number = ApiParameter.Path("receipt", new("收据号", "number of the receipt"), "2026-000001");
    private static readonly ApiParameter Year = new("year", new("年度", "year"), "2026", ApiParameterForm.Number, IsRequired: true);
    private static readonly ApiParameter Format = ApiParameter.Path("format", new("文件格式", "format of the file"), "pdf") with { Words = ReportsApi.Formats };
    private static readonly ApiParameter Doc = new("doc", new("文件的语言", "language of the document"), "zh-CN", Words: ["zh-CN", "en"]);

    internal static void MapReceipts(this ApiRoutes api)
    {
        api.ReadOfAll<Page<ReceiptShown>>("/receipts", new("listReceipts", Part, new("列出一年的收据", "List the receipts of a year"), "Last number first, void ones among them.", [Year, new("entity", Entity.Says), .. ApiParameter.Paging]), ListAsync, Permission.ReadLedger);
        api.ReadOfAll<ReceiptInFull>("/receipts/{entity}/{receipt}", new("getReceipt", Part, new("一张收据", "One receipt"), "With its parts by fund and the fiscal e-receipt in every version.", [Entity, Number]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Write<NewFiscalReceipt, FiscalReceiptMade>("/receipts/{entity}/{receipt}/fiscal-receipts", new("registerFiscalReceipt", Part, new("登记财政票据", "Register the fiscal e-receipt"), "Another version of it where one is registered.", [Entity, Number])
        {
            Example = """{"code":"11010126","number":"0000000017","checkCode":"a1b2c3","issuedOn":"2026-04-10"}""",
        }, RegisterAsync, Permission.RecordMoney);
        api.Write<VoidingWanted, ReceiptChanged>("/receipts/{entity}/{receipt}/void", new("voidReceipt", Part, new("收据作废", "Make a receipt void"), "Its gift stands, and may have another receipt.", [Entity, Number with { Example = "2026-000002" }]) { Example = """{"reason":"抬头有误"}""" },
            VoidAsync, Permission.RecordMoney);
        api.Write<ReceiptWanted, ReceiptChanged>("/receipts", new("issueReceipt", Part, new("开具收据", "Issue a receipt"), "For a gift that has none that stands.", []) { Example = """{"gift":3}""" }, IssueAsync, Permission.RecordMoney);
        api.Read<ReceiptsDueShown>("/receipts-due", new("getReceiptsDue", Part, new("应开收据的捐款", "Gifts that are due a receipt"), $"Of a fund in some days: the first {DueShown}, and all counted.", [ApiParameter.Fund with { IsRequired = true }, ApiParameter.From with { IsRequired = true }, ApiParameter.To with { IsRequired = true }]), DueAsync, Permission.RecordMoney);
        api.Write<ReceiptsWanted, ReceiptsMade>("/receipts-due", new("issueReceipts", Part, new("批量开具收据", "Issue receipts in bulk"), "To all gifts of a fund in some days that stand and have none.", []) { Example = """{"fund":"F2","from":"2026-03-01","to":"2026-03-31"}""" }, IssueManyAsync, Permission.RecordMoney);
        api.ReadFileOfAll("/receipts/{entity}/{receipt}/document/{format}", new("downloadReceipt", Part, new("下载收据", "Save a receipt"), "With the name masked: one to hand out, with the name on it, is printed on the site.", [Entity, Number, Format, Doc]) { Files = ReportsApi.MediaTypes },
            call => ReceiptFiles.ReceiptAsync(call.Route("entity"), call.Route("receipt"), call.Route("format"), call.Context, call.Database, call.Issuing), Permission.ExportLedger);
        api.ReadFileOfAll("/receipts/{entity}/years/{year:int}/register/{format}", new("downloadReceiptRegister", Part, new("下载收据登记簿", "Save the register of receipts"), "Of a year, with the account of its numbers.",
            [Entity, Year, Format with { Example = "csv" }, Doc]) { Files = ReportsApi.MediaTypes }, call => ReceiptFiles.RegisterAsync((int)call.Number("year"), call.Route("format"), call.Route("entity"), call.Context, call.Database, call.Issuing), Permission.ExportLedger);
        api.ReadFileOfAll("/donors/{donor:long}/years/{year:int}/{format}", new("downloadDonorYear", Part, new("下载捐赠人年度汇总", "Save a donor's year"), "What they gave and got back, gift by gift.",
            [ApiParameter.Path("donor", new("捐赠人编号", "number of the donor"), "1", ApiParameterForm.Number), Year, Format with { Example = "csv" }, new("entity", Entity.Says), Doc]) { Files = ReportsApi.MediaTypes },
            call => ReceiptFiles.DonorYearAsync(call.Number("donor"), (int)call.Number("year"), call.Route("format"), call.Text("entity"), call.Context, call.Database, call.Issuing), Permission.ExportLedger);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var (year, limit, before) = (call.Count("year"), call.Limit(), call.AfterNumber());
        if (call.Wrong is { } wrong) return wrong;
        if (year is not { } asked) return new ApiProblem([Refusal.Of("year-missing", "year", "请写年度，如 2026。", "Name the year, such as 2026.")], StatusCodes.Status400BadRequest);
        if (!books.EntityOrOnly(call.Text("entity")).IsDone(out var entity, out var refusal)) return call.Refused(refusal);
        var rows = await Receipts.ListAsync(reader, books, entity, (int)Math.Min(asked, 9999), limit + 1, before);
        return call.Page<ReceiptShown>([.. rows.Take(limit).Select(ReceiptShown.Of)], rows.Count > limit ? rows[limit - 1].Number.Number.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await FindAsync(call, reader, books) is not { } receipt ? ApiCall.NotThere()
        : ApiCall.One(new ReceiptInFull(
            ReceiptShown.Of(receipt), receipt.VoidReason, [.. (await Receipts.PartsAsync(reader, books, receipt.Gift)).Select(part => new GiftPartShown(part.Entry, part.Fund.Code, part.Amount, part.Refunded))],
            [.. (await Receipts.FiscalVersionsAsync(reader, receipt)).Select(one => new FiscalReceiptShown(one.Version, one.Fiscal.Code, one.Fiscal.Number, one.Fiscal.CheckCode, one.Fiscal.IssuedOn))])));

    private static Task<IResult> RegisterAsync(ApiCall call, NewFiscalReceipt asked) => OnReceiptAsync(
        call, (by, receipt) => new RegisterFiscalReceipt(call.Noting).RunAsync(by, new FiscalRegistration(receipt.Number, FiscalReceipt.Of(asked.Code, asked.Number, asked.CheckCode, asked.IssuedOn), receipt.Entity.Code), call.Stop),
        (done, _) => new FiscalReceiptMade(done.Receipt, done.Version));

    private static Task<IResult> VoidAsync(ApiCall call, VoidingWanted asked) => OnReceiptAsync(
        call, (by, receipt) => new VoidReceipt(call.Noting).RunAsync(by, new ReceiptToVoid(receipt.Number, asked.Reason, receipt.Entity.Code), call.Stop), (done, receipt) => new ReceiptChanged(receipt.Entity.Code, done.Receipt, done.Gift));

    /// <summary>As on the page of a receipt: whoever reads all receipts, and records money of the gift's fund.</summary>
    private static async Task<IResult> OnReceiptAsync<T, TAnswer>(ApiCall call, Func<Asked, Receipt, Task<Outcome<T>>> operation, Func<T, Receipt, TAnswer> answer) where TAnswer : class
    {
        Receipt? receipt = null;
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            receipt = await FindAsync(call, reader, books);
            return receipt is null ? null : call.MayEverywhere(Permission.ReadLedger) && call.May(Permission.RecordMoney, books.TargetOf(receipt.Fund));
        }, by => operation(by, receipt!), done => answer(done, receipt!), _ => PathOf(receipt!.Entity.Code, receipt.Number));
    }

    private static Task<IResult> IssueAsync(ApiCall call, ReceiptWanted asked)
    {
        var entity = "";
        return call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            if (await JournalReading.FindAsync(reader, asked.Gift, books) is not { } posted) return null;
            entity = books.Entity(posted.Lines[0].Fund.EntityId).Code;
            return call.Who.MayDo(Permission.RecordMoney, books, posted, call.Today);
        }, by => new IssueReceipt(call.Noting).RunAsync(by, asked.Gift, call.Stop), done => new ReceiptChanged(entity, done.Receipt, done.Gift), done => PathOf(entity, done.Receipt));
    }

    private static Task<IResult> DueAsync(ApiCall call)
    {
        var (fund, from, to) = (call.Text("fund"), call.Day("from"), call.Day("to"));
        if (call.Wrong is { } wrong) return Task.FromResult<IResult>(wrong);
        if (fund is null || from is not { } first || to is not { } last) return Task.FromResult<IResult>(new ApiProblem([Refusal.Of("parameter-missing", fund is null ? "fund" : from is null ? "from" : "to", "请写基金和起止日期。", "Name the fund, the first day and the last.")], StatusCodes.Status400BadRequest));
        if (first > last) return Task.FromResult(call.Refused(Crossed));
        return call.ReadAsync(async (reader, books) =>
        {
            if (!call.May(Permission.RecordMoney, ApiCall.Of(books, fund))) return ApiCall.NotThere();
            return (await IssueReceipts.DueAsync(reader, books, fund, new DateSpan(first, last), DueShown)).IsDone(out var due, out var refusal)
                ? ApiCall.One(new ReceiptsDueShown(due.Fund.Code, due.Count, due.Kept, due.UnnamedCount, [.. due.Gifts.Select(gift => new GiftDueShown(gift.Gift, gift.On, gift.DonorId, gift.Donor, gift.Amount, gift.Refunded))])) : call.Refused(refusal);
        });
    }

    /// <summary>Each part is done once; sent again, the answer counts what its parts issued.</summary>
    private static async Task<IResult> IssueManyAsync(ApiCall call, ReceiptsWanted asked)
    {
        if (asked.From > asked.To) return call.Refused(Crossed);
        var wasDone = await call.Database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, call.Asked.Key + "/1"), call.Stop);
        return await call.WriteToFundsAsync(Permission.RecordMoney, [asked.Fund], async by =>
        {
            var outcome = await new IssueReceipts(call.Noting).RunAsync(by, asked.Fund, new DateSpan(asked.From, asked.To), call.Stop);
            return wasDone && outcome.IsDone(out var issued, out _) ? new Outcome<ReceiptsIssued>.Done(issued, true) : outcome;
        }, done => new ReceiptsMade(done.Count, done.First, done.Last), _ => null);
    }

    private static async Task<Receipt?> FindAsync(ApiCall call, LedgerReader reader, Books books) =>
        ReceiptNumber.TryParse(call.Route("receipt"), out var number) && books.EntityOrOnly(call.Route("entity")).IsDone(out var entity, out _) ? await Receipts.FindAsync(reader, books, entity, number) : null;

    private static string PathOf(string entity, ReceiptNumber receipt) => $"{ApiRoutes.Root}/receipts/{Uri.EscapeDataString(entity)}/{receipt}";
}

/// <param name="Gift">The entry of the gift it is for; of one split over funds, the first part.</param>
/// <param name="Donor">Masked; empty for one who is anonymous, gave no name, or was erased.</param>
/// <param name="Kept">What counts of it.</param>
public sealed record ReceiptShown(string Entity, ReceiptNumber Receipt, EntryId Gift, string Fund, DateOnly IssuedOn, DateOnly GivenOn, long Donor, string DonorName, Money Amount, Money Refunded, Money Kept, ReceiptState State)
{
    internal static ReceiptShown Of(Receipt receipt) => new(
        receipt.Entity.Code, receipt.Number, receipt.Gift, receipt.Fund.Code, receipt.IssuedOn, receipt.GivenOn, receipt.DonorId, receipt.Donor, receipt.Amount, receipt.Refunded, receipt.Kept, receipt.State);
}

public sealed record ReceiptInFull(ReceiptShown Listed, string VoidReason, IReadOnlyList<GiftPartShown> Parts, IReadOnlyList<FiscalReceiptShown> FiscalReceipts);

public sealed record GiftPartShown(EntryId Entry, string Fund, Money Amount, Money Refunded);

public sealed record FiscalReceiptShown(int Version, string Code, string Number, string CheckCode, DateOnly IssuedOn);

public sealed record NewFiscalReceipt(string Code, string Number, string CheckCode, DateOnly IssuedOn);

public sealed record FiscalReceiptMade(ReceiptNumber Receipt, int Version);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record VoidingWanted(string Reason);

/// <param name="Gift">Its entry.</param>
public sealed record ReceiptWanted(EntryId Gift);

public sealed record ReceiptChanged(string Entity, ReceiptNumber Receipt, EntryId Gift);

/// <param name="Kept">Of all of them, less refunds.</param>
/// <param name="Unnamed">Gifts that get none, since their donors left no name or were erased.</param>
/// <param name="Gifts">The first of them.</param>
public sealed record ReceiptsDueShown(string Fund, long Count, Money Kept, long Unnamed, IReadOnlyList<GiftDueShown> Gifts);

/// <param name="DonorName">Masked; empty for one who is anonymous.</param>
public sealed record GiftDueShown(EntryId Gift, DateOnly On, long Donor, string DonorName, Money Amount, Money Refunded);

public sealed record ReceiptsWanted(string Fund, DateOnly From, DateOnly To);

/// <param name="First">Null when none was due.</param>
public sealed record ReceiptsMade(long Count, ReceiptNumber? First, ReceiptNumber? Last);
