using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Payments;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What is owed, the files of payments made of it, what the bank answered; and the payees. Account numbers are told by the file for the bank alone.</summary>
internal static class PaymentsApi
{
    private const string Part = "payments";
    private static readonly ApiParameter Order = ApiParameter.Path("order", new("付款文件编号", "number of the payment file"), "1", ApiParameterForm.Number);

    internal static void MapPayments(this ApiRoutes api)
    {
        api.Read<Page<PaymentShown>>("/payments", new("listPayments", Part, new("列出付款", "List payments"), "Of the funds you read, in the order in which they were sent; a payee who is a person is masked.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<Page<PayableShown>>("/payments/owed", new("listPayables", Part, new("列出应付款", "List what is owed"), "That can be paid through the bank, of the funds you read; by entry.", ApiParameter.Paging), OwedAsync, Permission.ReadLedger);
        api.Read<Page<PaymentFileShown>>("/payment-files", new("listPaymentFiles", Part, new("列出付款文件", "List payment files"), "That pay something of the funds you read, by number.", ApiParameter.Paging), OrdersAsync, Permission.ReadLedger);
        api.Read<PaymentFileInFull>("/payment-files/{order:long}", new("getPaymentFile", Part, new("一个付款文件", "One payment file"), "With its payments. To who reads all funds that it pays for.", [Order]) { IsTagged = true }, OrderAsync, Permission.ReadLedger);
        api.Write<NewPaymentFile, ProposedShown>("/payment-files", new("proposePayments", Part, new("提出付款文件", "Propose a payment file"), "Each pays what is owed of one entry to a payee whose account may be used. It takes another person.", [])
        {
            Example = """{"payments":[{"entry":4,"payee":"SHUJIA","amount":{"amount":"300.00","currency":"CNY"}}],"note":"书架"}""",
        }, ProposeAsync, Permission.Propose);
        api.ReadFile("/payment-files/{order:long}/bank/{layout}", new("downloadPaymentFile", Part, new("下载给银行的付款文件", "Save the file for the bank"), "With account numbers in full; the trail tells of it.",
            [Order, ApiParameter.Path("layout", new("文件格式", "layout of the file"), "generic") with { Words = [.. PaymentProfile.Known.Keys.Order(StringComparer.Ordinal)] }]) { Files = [System.Net.Mime.MediaTypeNames.Text.Csv] },
            call => PaymentFiles.SendAsync(call.Number("order"), call.Route("layout"), call.Context, call.Database, call.Clock, call.Stop), Permission.Propose);
        api.Write<NewPaymentResults, PaymentResultsShown>("/payment-files/{order:long}/results", new("recordPaymentResults", Part, new("登记银行结果", "Record what the bank says"), "Of payments of this file: paid, failed, or brought back.", [Order])
        {
            Example = """{"results":[{"reference":"FL1-001","became":"paid","on":"2026-04-15"}]}""",
        }, ResultsAsync, Permission.RecordMoney);
        api.Read<Page<PayeeShownToAll>>("/payees", new("listPayees", Part, new("列出收款方", "List payees"), "By entity and code; persons are masked and account numbers not told.", ApiParameter.Paging), PayeesAsync, Permission.ReadLedger);
        api.Write<PayeeWanted, ProposedShown>("/payees", new("proposePayee", Part, new("提出收款方或其账户变更", "Propose a payee, or another account of theirs"), "It takes another person, and nothing is paid until the account has cooled.", [])
        {
            Example = """{"code":"API-1","kind":"organisation","name":"新书店","bankName":"中国银行","number":"6217000012345678"}""",
        }, (call, asked) => call.ProposeAsync(SetPayee.Kind, new NewPayee(asked.Entity, asked.Code, asked.Kind, asked.Name, asked.Holder ?? "", asked.BankName, asked.Number, asked.BankCode),
            (_, _) => Task.FromResult<bool?>(call.MayEverywhere(Permission.Propose))), Permission.Propose);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var orders = (await PaymentReading.OrdersAsync(reader, books)).ToDictionary(order => order.Id);
        var payments = (await PaymentReading.PaymentsAsync(reader, books)).Where(payment => call.May(Permission.ReadLedger, books.TargetOf(payment.Fund))).OrderBy(payment => payment.Order).ThenBy(payment => payment.Place);
        return call.PageOf(payments.Select(payment => PaymentShown.Of(payment, orders[payment.Order].OrderedOn)), one => FormattableString.Invariant($"{one.Order:D19}/{one.Place:D9}"));
    });

    private static Task<IResult> OwedAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await PaymentReading.PayablesAsync(reader, books)).Where(owed => call.May(Permission.ReadLedger, books.TargetOf(owed.Fund))).OrderBy(owed => owed.Entry.Value).Select(owed => new PayableShown(owed.Entry, owed.Subject, owed.Account.Code, owed.Fund.Code, owed.Amount, owed.UnderWay)),
        one => FormattableString.Invariant($"{one.Entry.Value:D19}/{one.Subject}")));

    private static Task<IResult> OrdersAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var seen = (await PaymentReading.PaymentsAsync(reader, books)).Where(payment => call.May(Permission.ReadLedger, books.TargetOf(payment.Fund))).Select(payment => payment.Order).ToHashSet();
        return call.PageOf((await PaymentReading.OrdersAsync(reader, books)).Where(order => seen.Contains(order.Id)).OrderBy(order => order.Id).Select(PaymentFileShown.Of), one => FormattableString.Invariant($"{one.Order:D19}"));
    });

    private static Task<IResult> OrderAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await FindAsync(call, reader, books, Permission.ReadLedger) is { } found
        ? ApiCall.One(new PaymentFileInFull(PaymentFileShown.Of(found.Order), [.. found.Payments.Select(payment => PaymentShown.Of(payment, found.Order.OrderedOn))])) : ApiCall.NotThere());

    /// <summary>As the page has it: of funds that they propose for. What was asked for under this key before is answered again, though it is no longer owed.</summary>
    private static Task<IResult> ProposeAsync(ApiCall call, NewPaymentFile asked) => call.ProposeAsync(
        OrderPayments.Kind, new PaymentsWanted(asked.Entity, [.. asked.Payments.Select(payment => new PaymentWanted(payment.Entry, payment.Payee, payment.Amount))], asked.Note), async (reader, books) =>
        {
            if (await KeysUsed.IsUsedAsync(reader, call.Asked.Key)) return true;
            var owed = (await PaymentReading.PayablesAsync(reader, books)).ToLookup(one => one.Entry);
            return asked.Payments.All(payment => owed.Contains(payment.Entry) && owed[payment.Entry].All(one => call.May(Permission.Propose, books.TargetOf(one.Fund))));
        });

    private static async Task<IResult> ResultsAsync(ApiCall call, NewPaymentResults asked)
    {
        Refusal? strange = null;
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            if (await FindAsync(call, reader, books, Permission.ReadLedger, Permission.RecordMoney) is not { } found) return null;
            strange = RecordPaymentResults.WhyElsewhere(found.Payments, asked.Results.Select(result => result.Reference), "results");
            return true;
        }, by => strange is { } refusal ? Task.FromResult<Outcome<PaymentResultsRecorded>>(refusal)
            : new RecordPaymentResults(call.Noting).RunAsync(by, [.. asked.Results.Select(result => new PaymentResult(result.Reference, result.Became, result.On, result.Reason))], call.Stop),
            result => new PaymentResultsShown(result.Paid, result.Failed, result.Returned, result.Known, result.Entries), _ => FormattableString.Invariant($"{ApiRoutes.Root}/payment-files/{call.Number("order")}"));
    }

    private static Task<IResult> PayeesAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await PaymentReading.PayeesAsync(reader, books)).OrderBy(payee => payee.Entity.Code, StringComparer.Ordinal).ThenBy(payee => payee.Code, StringComparer.Ordinal).Select(payee => new PayeeShownToAll(
            payee.Entity.Code, payee.Code, payee.Kind, PayeeShown.NameOf(payee.Name, payee.Kind), payee.Account.Version, payee.Account.UsableFrom, payee.Account.IsUsableOn(call.Today))), one => $"{one.Entity}\u0001{one.Payee}"));

    private static async Task<(PaymentOrder Order, IReadOnlyList<Payment> Payments)?> FindAsync(ApiCall call, LedgerReader reader, Books books, params Permission[] acts)
    {
        var number = call.Number("order");
        if ((await PaymentReading.OrdersAsync(reader, books)).FirstOrDefault(order => order.Id == number) is not { } order) return null;
        var payments = await PaymentReading.PaymentsAsync(reader, books, number);
        return acts.All(act => payments.All(payment => call.May(act, books.TargetOf(payment.Fund)))) ? (order, payments) : null;
    }
}

/// <param name="Reference">By which the bank's answer is told apart.</param>
/// <param name="Order">Number of the payment file.</param>
/// <param name="Place">In the file, from 1.</param>
/// <param name="PayeeName">Masked where it is a person.</param>
/// <param name="Owed">The entry that made it owed.</param>
public sealed record PaymentShown(
    string Reference, long Order, int Place, DateOnly OrderedOn, string Payee, string PayeeName, string Fund, EntryId Owed, Money Amount, PaymentStatus Status, DateOnly? SettledOn, EntryId? PaidEntry, EntryId? ReturnedEntry)
{
    internal static PaymentShown Of(Payment payment, DateOnly orderedOn) => new(
        payment.Reference, payment.Order, payment.Place, orderedOn, payment.Payee, PayeeShown.NameOf(payment.PayeeName, payment.PayeeKind), payment.Fund.Code, payment.Owed, payment.Amount, payment.Status,
        payment.SettledOn, payment.PaidEntry, payment.ReturnedEntry);
}

/// <param name="Entry">The first that made it owed.</param>
/// <param name="UnderWay">Reference of the payment that waits for the bank's answer; null when none does.</param>
public sealed record PayableShown(EntryId Entry, string Subject, string Account, string Fund, Money Amount, string? UnderWay);

/// <param name="Note">What it is for, in the file of each payment.</param>
public sealed record PaymentFileShown(long Order, string Entity, Currency Currency, DateOnly OrderedOn, string Note, long? Proposal)
{
    internal static PaymentFileShown Of(PaymentOrder order) => new(order.Id, order.Entity.Code, order.Currency, order.OrderedOn, order.Note, order.Proposal);
}

public sealed record PaymentFileInFull(PaymentFileShown Listed, IReadOnlyList<PaymentShown> Payments);

/// <param name="Note">What it is for, in the file of each payment.</param>
/// <param name="Entity">Its code, where there are several.</param>
public sealed record NewPaymentFile(IReadOnlyList<NewPayment> Payments, string Note = "", string? Entity = null);

/// <param name="Entry">That made it owed.</param>
/// <param name="Payee">Their code.</param>
/// <param name="Amount">All that is owed of it.</param>
public sealed record NewPayment(EntryId Entry, string Payee, Money Amount);

public sealed record NewPaymentResults(IReadOnlyList<NewPaymentResult> Results);

/// <param name="Reason">Why it failed or came back, as the bank says.</param>
public sealed record NewPaymentResult(string Reference, PaymentStatus Became, DateOnly On, string? Reason = null);

/// <param name="Known">Recorded before, the same.</param>
public sealed record PaymentResultsShown(int Paid, int Failed, int Returned, int Known, IReadOnlyList<EntryId> Entries);

/// <param name="Version">Of the account.</param>
public sealed record PayeeShownToAll(string Entity, string Payee, PayeeKind Kind, string Name, int Version, DateOnly UsableFrom, bool IsUsable);

/// <param name="Code">Of one's own; one that is there changes that payee's account.</param>
/// <param name="Holder">Of the account; the name unless said.</param>
public sealed record PayeeWanted(string Code, PayeeKind Kind, string Name, string BankName, string Number, string? Holder = null, string? BankCode = null, string? Entity = null);
