using FundLedger.Banking.Reconciling;
using FundLedger.Donors;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>银行存款余额调节表 of an account: read, saved, locked when it ties, and unlocked by two people.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ReconcileModel(Database database, ReportIssuing issuing, TimeProvider clock) : BankPage(database, clock)
{
    public override Bilingual Title => new("银行存款余额调节表", "Bank reconciliation");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Request.Form["step"] == "unlock" ? Permission.Propose : Permission.RecordMoney] : [Permission.ReadLedger];

    public DateOnly To { get; private set; }

    /// <summary>The bank's balance read off a paper, as typed.</summary>
    public string Told { get; private set; } = "";

    public Reconciliation? Figures { get; private set; }
    public IReadOnlyList<Explanation> Explained { get; private set; } = [];
    public IReadOnlyList<LockedReconciliation> Earlier { get; private set; } = [];

    /// <summary>An open proposal of their own to unlock that this one takes the place of.</summary>
    public long? Replaces { get; private set; }

    public string Reason { get; private set; } = "";
    public LockedReconciliation? Last => Earlier.FirstOrDefault(held => held.UnlockedAt is null);
    public bool MayUnlock => Last is not null && May(Permission.Propose, TargetOf(Account));
    public bool MayExport => May(Permission.ExportLedger, TargetOf(Account));
    public string FieldClass(string field) => Class(field);

    public async Task<IActionResult> OnGetAsync([FromRoute] string code, string? to, string? balance, string? format, long? replaces)
    {
        Key = FormKey.New();
        if (!await LoadAsync(code, to, balance)) return NotFound();
        if (format is not null) return await FileAsync(format);
        if (replaces is { } number) await ReadAsync(async (reader, _) =>
        {
            if (await Proposals.FindAsync(reader, number) is not { Payload: { } payload } proposal || proposal.Kind != UnlockReconciliation.Kind.Code || proposal.Maker != Who.Person.Id || !proposal.IsOpenAt(Now)) return;
            Reason = UnlockReconciliation.Kind.Read(payload).Reason;
            Replaces = number;
        });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, [FromForm] string? step, [FromForm] string? to, [FromForm] string? balance, [FromForm] string? reason, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code, to, balance)) return NotFound();
        (Key, Reason) = (key, reason ?? "");
        if (step == "unlock")
        {
            if (!MayUnlock) return NotFound();
            var proposed = await new ProposeAct(Noting).RunAsync(AskedAs(key), UnlockReconciliation.Kind, new ReconciliationUnlock(Account.Code, Reason), replaces, stop: HttpContext.RequestAborted);
            return proposed.IsDone(out var asked, out var notAsked) ? Done(proposed, ProposalWords.Said(asked), $"/approvals/{asked.Proposal}") : Refused(notAsked);
        }

        if (!MayRecord) return NotFound();
        if (Refusal is { } wrong) return Refused(wrong);
        var outcome = await new LockReconciliation(Noting).RunAsync(AskedAs(key), new ReconciliationLock(Account.Code, To, ToldAmount()), HttpContext.RequestAborted);
        return outcome.IsDone(out var done, out var refusal)
            ? Done(outcome, new($"已锁定至 {done.To.ToIso()}。", $"It is locked to {done.To.ToIso()}."), $"{Path}/reconcile?to={done.To.ToIso()}") : Refused(refusal);
    }

    private async Task<IActionResult> FileAsync(string format)
    {
        if (!MayExport || Figures is null) return NotFound();
        if (!ReportFormats.TryParse(format, out var chosen)) return NotFound();
        await issuing.BeginAsync(HttpContext.RequestAborted);
        var drawn = await Database.ReadAsync(reader => ReconciliationFigures.OfAsync(reader, Account.Code, To, ToldAmount()), HttpContext.RequestAborted);
        if (!drawn.IsDone(out var report, out _)) return NotFound();
        using var file = new MemoryStream();
        await issuing.WriteAsync(BankReconciliationContent.Of(report), chosen, Language, file);
        await new NoteAct(Database).RunAsync(AskedAs($"export/{FormKey.New()}"), new AuditNote("export-report", AuditOutcome.Exported, "report", $"bank-reconciliation/{Account.Code}", chosen.ExtensionOf()), HttpContext.RequestAborted);
        return File(file.ToArray(), chosen.MediaTypeOf(), $"bank-reconciliation-{Account.Code}-{To.ToIso()}.{chosen.ExtensionOf()}");
    }

    private Money? ToldAmount() => Given(Told) is { } text && TypedAmount.Read(text, Account.Currency, "balance").IsDone(out var told, out _) ? told : null;

    private async Task<bool> LoadAsync(string code, string? to, string? balance)
    {
        var isThere = false;
        Told = balance ?? "";
        await ReadAsync(async (reader, books) =>
        {
            isThere = await FindAsync(reader, books, code, Permission.ReadLedger);
            if (!isThere) return;
            Earlier = await Reconciliations.ListAsync(reader, Account);
            To = IsoDates.TryParse(to, out var day) ? day : Last?.ToDay ?? Today;
            if (to is { Length: > 0 } && day == default) Refusal = Refusal.Of("date-unreadable", "to", $"“{to}”不是日期。请写如 2026-01-31。", $"'{to}' is not a date. Write it like 2026-01-31.");
            if (Given(Told) is { } text && !TypedAmount.Read(text, Account.Currency, "balance").IsDone(out _, out var unread)) Refusal = unread;
            if (!(await Reconciliation.ReadAsync(reader, Account, To, ToldAmount())).IsDone(out var figures, out var refusal)) Refusal ??= refusal;
            else (Figures, Explained) = (figures, await Explanations.OfAsync(reader, figures));
        });
        return isThere;
    }
}
