using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.Record;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.GiftPledges;

/// <summary>One pledge: its instalments, what came, and the ways to count money towards it or to end it.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class PledgeModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new($"第 {Pledge.Id} 号认捐", $"Pledge no. {Pledge.Id}");

    /// <summary>What is written needs more than what is read.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : base.ActsAskedFor;

    public Pledge Pledge { get; private set; } = null!;
    public IReadOnlyList<GiftOnPledge> Gifts { get; private set; } = [];
    public bool MayRecord { get; private set; }
    public Refusal? Refusal { get; private set; }
    public string Key { get; private set; } = FormKey.New();
    public string Amount { get; private set; } = "";
    public string Gift { get; private set; } = "";
    public string On { get; private set; } = "";
    public string Reference { get; private set; } = "";
    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long number)
    {
        On = Today.ToIso();
        return await LoadAsync(number) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(
        long number, [FromForm] string? step, [FromForm] string? key, [FromForm] string? amount, [FromForm] string? gift, [FromForm] string? on, [FromForm(Name = "ref")] string? reference, [FromForm] string? reason)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(number) || !MayRecord) return NotFound();
        (Key, Amount, Gift, On, Reference, Reason) = (key, (amount ?? "").Trim(), (gift ?? "").Trim(), on ?? "", (reference ?? "").Trim(), reason ?? "");
        var outcome = step switch { "pay" => await PayAsync(), "end" => await EndAsync(), _ => null };
        if (outcome is null) return BadRequest();
        if (outcome.IsDone(out var done, out var refusal))
        {
            new Notice(done.Says, ((Outcome<Recorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect(done.Path);
        }

        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<Outcome<Recorded>> PayAsync()
    {
        if (!IsoDates.TryParse(On, out var day)) return Refusal.Of("date-unreadable", "on", "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");
        if ((Amount.Length == 0) == (Gift.Length == 0)) return Refusal.Of("amount-or-gift", "amount", "请填写金额，或写一笔已记捐款的分录号，二者选一。", "Give an amount, or the entry of a gift that is recorded already: one of the two.");
        Money? money = null;
        EntryId? entry = null;
        if (Amount.Length > 0)
        {
            if (!TypedAmount.Read(Amount, Pledge.Amount.Currency, "amount").IsDone(out var read, out var refusal)) return refusal;
            money = read;
        }
        else if (FormReading.EntryOf(new Dictionary<string, string> { ["entry"] = Gift }) is { } known) entry = known;
        else return Refusal.Of("entry-unreadable", "gift", $"“{Gift}”不是分录号。", $"'{Gift}' is not an entry number.");
        return await new PayPledge(Noting).RunAsync(AskedAs(Key), new PledgePayment(Pledge.Id, money, day, entry, Reference.Length > 0 ? Reference : null), HttpContext.RequestAborted).Then(done => new Recorded(
            new($"已计入认捐：捐款分录 {done.Gift}，尚待收 {done.Left.ToGroupedText()}。", $"It counts towards the pledge: gift {done.Gift}; {done.Left.ToGroupedText()} is still expected."), $"/pledges/{Pledge.Id}"));
    }

    private async Task<Outcome<Recorded>> EndAsync()
    {
        if (!IsoDates.TryParse(On, out var day)) return Refusal.Of("date-unreadable", "on", "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");
        return await new EndPledge(Noting).RunAsync(AskedAs(Key), new PledgeEnding(Pledge.Id, day, Reason), HttpContext.RequestAborted).Then(done => new Recorded(
            new($"认捐已结束，核销 {done.WrittenOff.ToGroupedText()}。", $"The pledge has ended; {done.WrittenOff.ToGroupedText()} is written off."), $"/pledges/{Pledge.Id}"));
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await Pledges.FindAsync(reader, books, number) is not { } found) return;
            Pledge = found;
            Gifts = await Pledges.GiftsAsync(reader, found);
            MayRecord = May(Permission.RecordMoney, books.TargetOf(found.Fund));
        });
        return Pledge is not null;
    }
}
