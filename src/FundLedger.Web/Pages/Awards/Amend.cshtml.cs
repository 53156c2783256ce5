using System.Globalization;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Awards;

/// <summary>Amends an award: what holds now stands beside what is to hold, compared before it is proposed. Another person agrees, and the new version is signed.</summary>
[Needs(Permission.Propose)]
public sealed class AmendModel(Database database, TimeProvider clock) : AwardPage(database, clock)
{
    private const int SpareLines = 2;
    private const int SpareTranches = 2;
    private const int MostRows = 200;

    public override Bilingual Title => new($"变更立项 {Award.Number}", $"Amend award {Award.Number}");

    /// <summary>Tranches that were released or taken off: they are not restated.</summary>
    public IReadOnlySet<int> Fixed { get; private set; } = new HashSet<int>();

    /// <summary>What would change; null until it is asked for.</summary>
    public IReadOnlyList<AwardChange>? Changes { get; private set; }

    /// <summary>Another amount before the first signing is published anew.</summary>
    public bool IsPublishedAgain { get; private set; }

    public bool IsOpen => Award.Status is AwardStatus.Decided or AwardStatus.Active;
    public AwardTerms Terms => Award.Terms;
    public int LineRows => Math.Min(MostRows, Terms.Budget.Count + SpareLines);
    public int TrancheRows => Math.Min(GrantTerms.MostTranches, Terms.Tranches.Count + SpareTranches);

    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<CostLineKind>().Select(kind => (kind.ToString(), In(kind.Name())))];
    public IReadOnlyList<(string Value, string Name)> Days => [.. Enum.GetValues<TrancheDay>().Select(day => (day.ToString(), day == TrancheDay.Milestone ? In(day.Name()) : In($"{day.Name().Zh}之后", $"After {day.Name().En}")))];

    /// <summary>What was typed, also where nothing is wrong yet; what holds now before anything was.</summary>
    public string Field(string name, string? stored) => Request.HasFormContentType && Request.Form.ContainsKey(name) ? Request.Form[name].ToString() : stored ?? "";

    public string OfLine(int row, string what, Func<AwardLine, string> stored) => Field($"budget[{row}].{what}", row <= Terms.Budget.Count ? stored(Terms.Budget[row - 1]) : what == "code" ? $"{row}" : "");

    public string OfTranche(int row, string what, Func<AwardTranche, string> stored) => Field($"tranches[{row}].{what}", row <= Terms.Tranches.Count ? stored(Terms.Tranches[row - 1]) : "");

    public async Task<IActionResult> OnGetAsync(string number) => await LoadOwnAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step is not ("compare" or "propose")) return BadRequest();
        if (!await LoadOwnAsync(number)) return NotFound();
        if (!Read().IsDone(out var amendment, out var refusal)) return Refused(refusal);
        if (step == "propose")
            return Answer(await new ProposeAct(Noting).RunAsync(AskedAs(key!), AmendAward.Kind, amendment, null, stop: HttpContext.RequestAborted), ProposalWords.Said, done => $"/approvals/{done.Proposal}");
        Changes = AwardChange.Between(Terms, After(amendment));
        IsPublishedAgain = Award.Status == AwardStatus.Decided && amendment.Amount != Award.Amount;
        Key = key!;
        return Page();
    }

    private AwardTerms After(Amendment amendment) => Terms with
    {
        Title = amendment.Title, Amount = amendment.Amount, Own = amendment.Own, Starts = amendment.Starts, Ends = amendment.Ends, Budget = amendment.Budget, Parts = amendment.Parts ?? Terms.Parts, Tranches = amendment.Tranches ?? Terms.Tranches,
    };

    private Outcome<Amendment> Read()
    {
        if (!Day("on").IsDone(out var on, out var refusal) || !Day("starts").IsDone(out var starts, out refusal) || !Day("ends").IsDone(out var ends, out refusal)) return refusal;
        if (!Amount("amount").IsDone(out var amount, out refusal) || !AmountOrNone("own").IsDone(out var own, out refusal)) return refusal;
        if (!ReadParts().IsDone(out var parts, out refusal) || !ReadBudget().IsDone(out var budget, out refusal) || !ReadTranches().IsDone(out var tranches, out refusal)) return refusal;
        return new Amendment(Award.Number, Number("version") ?? 0, Posted("title"), amount, own, starts, ends, budget, Posted("reason"), on, parts.Count == 0 ? null : parts, tranches);
    }

    /// <summary>None where all are left empty: then what is added or taken off is shared as before.</summary>
    private Outcome<IReadOnlyList<AwardPart>> ReadParts()
    {
        var parts = new List<AwardPart>();
        for (var row = 1; row <= Terms.Parts.Count + 1; row++)
        {
            var source = row <= Terms.Parts.Count ? Terms.Parts[row - 1].Source : Posted("parts-source");
            if (Posted($"parts[{row}]").Length == 0) continue;
            if (!Amount($"parts[{row}]").IsDone(out var amount, out var refusal)) return refusal;
            if (amount.IsZero) continue;
            parts.Add(new AwardPart(source, amount));
        }

        return new Outcome<IReadOnlyList<AwardPart>>.Done(parts);
    }

    private Outcome<IReadOnlyList<AwardLine>> ReadBudget()
    {
        var lines = new List<AwardLine>();
        for (var row = 1; row <= LineRows; row++)
        {
            if (Posted($"budget[{row}].name").Length == 0) continue;
            if (!AmountOrNone($"budget[{row}].amount").IsDone(out var amount, out var refusal) || !AmountOrNone($"budget[{row}].own").IsDone(out var own, out refusal)) return refusal;
            lines.Add(new AwardLine(Posted($"budget[{row}].code"), Posted($"budget[{row}].name"), Enum.TryParse<CostLineKind>(Posted($"budget[{row}].kind"), out var kind) ? kind : CostLineKind.Other, amount, own));
        }

        return new Outcome<IReadOnlyList<AwardLine>>.Done(lines);
    }

    /// <summary>Those that were released stay as they are, whatever was sent; one whose amount is emptied is left out.</summary>
    private Outcome<IReadOnlyList<AwardTranche>> ReadTranches()
    {
        var tranches = new List<AwardTranche>();
        for (var row = 1; row <= TrancheRows; row++)
        {
            var before = row <= Terms.Tranches.Count ? Terms.Tranches[row - 1] : null;
            if (before is not null && Fixed.Contains(before.No))
            {
                tranches.Add(before);
                continue;
            }

            var at = $"tranches[{row}]";
            if (Posted($"{at}.amount").Length == 0) continue;
            if (!Amount($"{at}.amount").IsDone(out var amount, out var refusal)) return refusal;
            var counts = Enum.TryParse<TrancheDay>(Posted($"{at}.counts"), out var day) ? day : TrancheDay.Signing;
            DateOnly? named = null;
            if (counts == TrancheDay.Milestone && Posted($"{at}.day").Length > 0)
            {
                if (!Day($"{at}.day").IsDone(out var milestone, out refusal)) return refusal;
                named = milestone;
            }

            if (!int.TryParse(Posted($"{at}.days") is { Length: > 0 } typed ? typed : "0", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) || Math.Abs(days) > 3_660)
                return Refusal.Of("tranche-days", $"{at}.days", "天数为整数。", "Days are a whole number.");
            IReadOnlyList<TrancheRequirement> needs = before?.Needs ?? (Posted($"{at}.report") == "yes" ? [new TrancheRequirement(TrancheRequirementKind.ReportAccepted)] : []);
            tranches.Add(new AwardTranche(tranches.Count + 1, before?.Name ?? new($"第 {row} 批", $"Tranche {row}"), amount, counts, days, before?.InWorkingDays ?? false, named, needs));
        }

        return new Outcome<IReadOnlyList<AwardTranche>>.Done(tranches);
    }

    private Outcome<Money> AmountOrNone(string name) => Posted(name).Length == 0 ? Money.Zero(Award.Amount.Currency) : Amount(name);

    private async Task<bool> LoadOwnAsync(string number) => await LoadAsync(number, async (reader, _) =>
        Fixed = (await AwardReading.TranchesAsync(reader, Award)).Where(tranche => tranche.IsReleased || tranche.IsCancelled).Select(tranche => tranche.No).ToHashSet()) && MayPropose;
}
