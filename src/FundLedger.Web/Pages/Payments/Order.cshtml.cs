using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Payments;

/// <summary>One file of payments: what is in it, and what the bank says became of each.</summary>
[Needs(Permission.ReadLedger)]
public sealed class OrderModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MostBytes = 10 * 1024 * 1024;

    public override Part Where => Part.Payments;
    public override Bilingual Title => new("付款文件", "Payment file");

    public PaymentOrder Order { get; private set; } = null!;
    public IReadOnlyList<Payment> Payments { get; private set; } = [];
    public bool MayTakeFile { get; private set; }
    public bool MayRecord { get; private set; }
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    /// <summary>What was typed of one result.</summary>
    public PaymentResult Typed { get; private set; } = new("", PaymentStatus.Paid, default);

    public string TypedDay { get; private set; } = "";
    public Money Total => Payments.Skip(1).Aggregate(Payments[0].Amount, (sum, payment) => sum + payment.Amount);

    internal override bool TakesAFile => true;

    /// <summary>Masked, where they are a person.</summary>
    internal string NameOf(Payment payment) => PayeeShown.NameOf(payment.PayeeName, payment.PayeeKind);

    public async Task<IActionResult> OnGetAsync(long number)
    {
        if (!await LoadAsync(number)) return NotFound();
        (Key, TypedDay) = (FormKey.New(), Today.ToIso());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? reference, [FromForm] PaymentStatus became, [FromForm] string? on, [FromForm] string? reason, [FromForm] string? key)
    {
        if (!await LoadAsync(number) || !MayRecord) return NotFound();
        if (key is null || !FormKey.IsOne(key.EndsWith("-1", StringComparison.Ordinal) ? key[..^2] : key)) return BadRequest();
        (Key, TypedDay) = (FormKey.New(), on ?? Today.ToIso());
        Typed = new PaymentResult(reference ?? "", became, IsoDates.TryParse(on, out var day) ? day : default, reason);
        var read = step == "file" ? await ReadFileAsync() : Typed.On == default
            ? Refusal.Of("date-unreadable", "on", $"“{on}”不是日期。请写如 2026-01-31。", $"'{on}' is not a date. Write it like 2026-01-31.") : new Outcome<IReadOnlyList<PaymentResult>>.Done([Typed]);
        if (!read.IsDone(out var results, out var refusal)) return Refused(refusal);
        if (RecordPaymentResults.WhyElsewhere(Payments, results.Select(result => result.Reference), "file") is { } elsewhere) return Refused(elsewhere);
        var outcome = await new RecordPaymentResults(Noting).RunAsync(AskedAs(key), results, HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out refusal)) return Refused(refusal);
        new Notice(SaidOf(done), ((Outcome<PaymentResultsRecorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect($"/payments/{number}");
    }

    internal static Bilingual SaidOf(PaymentResultsRecorded done) => new(
        $"已登记：付成 {done.Paid} 笔，未付成 {done.Failed} 笔，退回 {done.Returned} 笔{(done.Known > 0 ? $"；{done.Known} 笔先前已登记" : "")}。",
        $"Recorded: {done.Paid} paid, {done.Failed} failed, {done.Returned} returned{(done.Known > 0 ? $"; {done.Known} known before" : "")}.");

    private async Task<Outcome<IReadOnlyList<PaymentResult>>> ReadFileAsync()
    {
        if (Request.Form.Files.GetFile("file") is not { Length: > 0 } sent) return Refusal.Of("file-missing", "file", "请选择结果文件。", "Choose the file of results.");
        if (sent.Length > MostBytes) return Refusal.Of("file-too-large", "file", "文件超过 10 兆字节。", "The file is larger than 10 MB.");
        using var content = new MemoryStream();
        await sent.CopyToAsync(content, HttpContext.RequestAborted);
        return PaymentResultsFile.Read(content.ToArray(), Today);
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if ((await PaymentReading.OrdersAsync(reader, books)).FirstOrDefault(order => order.Id == number) is not { } found) return;
            var payments = await PaymentReading.PaymentsAsync(reader, books, number);
            bool MayAll(Permission act) => payments.All(payment => May(act, books.TargetOf(payment.Fund)));
            if (!MayAll(Permission.ReadLedger)) return;
            (Order, Payments, MayTakeFile, MayRecord) = (found, payments, MayAll(Permission.Propose), MayAll(Permission.RecordMoney));
        });
        return Order is not null;
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
