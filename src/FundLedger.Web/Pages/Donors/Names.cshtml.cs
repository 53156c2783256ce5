using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.SigningIn;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>Asks for many names at once, which another person must agree to.</summary>
[Needs(Permission.RevealName)]
public sealed class NamesModel(Database database, TimeProvider clock) : DoorPage(database, clock)
{
    private const int ProposalsLookedAt = 500;

    public override Part Where => Part.Donors;
    public override Bilingual Title => new("批量查看姓名", "Names in bulk");

    /// <summary>As careful as with money: it is a proposal, and about many people.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => [Permission.Propose];

    public string Key { get; private set; } = FormKey.New();

    /// <summary>Those whose names the person may ask for.</summary>
    public IReadOnlyList<Fund> Funds { get; private set; } = [];

    /// <summary>What the person asked for, newest first.</summary>
    public IReadOnlyList<Proposal> Mine { get; private set; } = [];

    public bool IsChosen(Fund fund) => fund.Code == Typed("fund");

    public bool IsReadable(Proposal proposal) => IsReadableAt(proposal, Now);

    public Bilingual StateOf(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Executed => IsReadable(proposal) ? new("已同意，可读取", "agreed, to be read") : new("已同意，读取期已过", "agreed; the day to read is over"),
        ProposalStatus.Rejected => new("已否决", "rejected"),
        ProposalStatus.Withdrawn => new("已撤回", "withdrawn"),
        ProposalStatus.Void => new("已作废", "void"),
        _ => proposal.IsOpenAt(Now) ? new("待复核", "awaits a checker") : new("已过期", "expired"),
    };

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        await LoadAsync();
        var (first, last) = (Day("from"), Day("until"));
        if (first is not null && last is not null)
        {
            var wanted = new NamesWanted(Typed("fund"), first.Value, last.Value, Typed("purpose"));
            if ((await new ProposeAct(Noting).RunAsync(AskedAs(key), RevealDonors.Kind, wanted, stop: HttpContext.RequestAborted)).IsDone(out var proposed, out var refusal))
                return LocalRedirect($"/approvals/{proposed.Proposal}");
            Refuse(refusal);
        }

        return Again();
    }

    internal static bool IsReadableAt(Proposal proposal, long moment) =>
        proposal is { Status: ProposalStatus.Executed, ClosedAt: { } opened } && moment - opened <= RevealDonors.ReadableFor.Ticks / TimeSpan.TicksPerMicrosecond;

    private DateOnly? Day(string field)
    {
        if (IsoDates.TryParse(Typed(field), out var day)) return day;
        Refuse(Refusal.Of("date-unreadable", field, $"“{Typed(field)}”不是日期。请写如 2026-01-31。", $"'{Typed(field)}' is not a date. Write it like 2026-01-31."));
        return null;
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        Funds = [.. Who.FundsWithin(Permission.RevealName, books, Today)];
        Mine = [.. (await Proposals.PageAsync(reader, status: null, ProposalsLookedAt)).Where(proposal => proposal.Kind == RevealDonors.Kind.Code && proposal.Maker == Who.Person.Id)];
    });
}
