using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Approvals;

/// <summary>A tier as it is typed.</summary>
public sealed record TierTyped(string Amount, string Currency, string Checkers);

/// <summary>Asks for other tiers of a kind.</summary>
[Needs(Permission.ManageSettings)]
public sealed class TiersModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int RowsShown = 6;

    private ProposalKind kind = null!;

    public override Part Where => Part.Approvals;
    public override Bilingual Title => new($"复核规则：{kind.Name.Zh}", $"Rules of approval: {kind.Name.En}");

    public IReadOnlyList<TierTyped> Rows { get; private set; } = [];
    public string From { get; private set; } = "";
    public string Key { get; private set; } = "";
    public long? Replaces { get; private set; }
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute(Name = "kind")] string code, long? replaces)
    {
        if (!IsKnown(code)) return NotFound();
        (Key, From) = (FormKey.New(), Today.ToIso());
        await ReadAsync(async (reader, books) =>
        {
            var tiers = await ApprovalTiers.OnAsync(reader, code, Today);
            if (replaces is { } number && await Proposals.FindAsync(reader, number) is { Payload: { } payload } mine && mine.Kind == ApprovalSettings.Kind.Code && mine.TargetId == code
                && mine.Maker == Who.Person.Id && mine.IsOpenAt(Now))
            {
                var asked = ApprovalSettings.Kind.Read(payload);
                (tiers, From, Replaces) = (asked.Tiers, asked.ValidFrom.ToIso(), number);
            }

            var currency = books.Entities.Select(entity => entity.Currency).DefaultIfEmpty(Currency.Cny).First().Code;
            if (tiers.Count == 0) tiers = [new ApprovalTier(Money.Zero(Currency.Of(currency)), ApprovalTiers.Default)];
            Rows = [.. tiers.Select(tier => new TierTyped(tier.From.ToGroupedText(), tier.From.Currency.Code, $"{tier.Checkers}")),
                .. Enumerable.Repeat(new TierTyped("", currency, ""), Math.Max(1, RowsShown - tiers.Count))];
        });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute(Name = "kind")] string code, [FromForm] string? from, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!IsKnown(code)) return NotFound();
        (Key, From, Replaces) = (key, from ?? "", replaces);
        Rows = [.. Enumerable.Range(1, 20).TakeWhile(no => Request.Form.ContainsKey($"amount{no}")).Select(no => new TierTyped($"{Request.Form[$"amount{no}"]}", $"{Request.Form[$"currency{no}"]}", $"{Request.Form[$"checkers{no}"]}"))];
        if (!Read().IsDone(out var asked, out var refusal)) return Refused(refusal);
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), ApprovalSettings.Kind, asked, replaces, stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Status == ProposalStatus.Open ? $"/approvals/{done.Proposal}" : "/approvals/settings");
    }

    private bool IsKnown(string code)
    {
        if (KnownKinds.All.Find(code) is not { } known || !MayEverywhere(Permission.ManageSettings)) return false;
        kind = known;
        return true;
    }

    private Outcome<NewTiers> Read()
    {
        if (!IsoDates.TryParse(From, out var day)) return Refusal.Of("date-unreadable", "from", $"“{From}”不是日期。请写如 2026-01-31。", $"'{From}' is not a date. Write it like 2026-01-31.");
        var tiers = new List<ApprovalTier>();
        for (var i = 0; i < Rows.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Rows[i].Amount)) continue;
            if (!ReadTier(Rows[i], i + 1).IsDone(out var tier, out var refusal)) return refusal;
            tiers.Add(tier);
        }

        return new NewTiers(kind.Code, day, tiers);
    }

    private static Outcome<ApprovalTier> ReadTier(TierTyped row, int no)
    {
        if (!Currency.TryFind(row.Currency.Trim().ToUpperInvariant(), out var currency))
            return Refusal.Of("currency-unknown", $"currency{no}", $"第 {no} 档：请写 ISO 4217 币种代码，如 CNY。", $"Tier {no}: write the ISO 4217 code of a currency, such as CNY.");
        if (!TypedAmount.Read(row.Amount.Trim(), currency, $"amount{no}").IsDone(out var amount, out var refusal))
            return refusal with { Message = new($"第 {no} 档：{refusal.Message.Zh}", $"Tier {no}: {refusal.Message.En}") };
        return int.TryParse(row.Checkers.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var checkers) ? new ApprovalTier(amount, checkers)
            : Refusal.Of("checkers-unreadable", $"checkers{no}", $"第 {no} 档：复核人数应为 0 至 9。", $"Tier {no}: the number of checkers is 0 to 9.");
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
