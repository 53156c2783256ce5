using System.Globalization;
using FundLedger.Blueprints;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Spaces;

/// <summary>The five-year blueprint of a space: each year planned and actual, the versions it went through, and the form that plans it again.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class BlueprintModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Spaces;
    public override Bilingual Title => new("五年蓝图", "Five-year blueprint");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.Propose] : base.ActsAskedFor;

    public Blueprint Shown { get; private set; } = null!;
    public bool MayPropose { get; private set; }

    /// <summary>The five years that the form speaks for.</summary>
    public IReadOnlyList<BlueprintYear> Next { get; private set; } = [];

    public Space Of => Shown.Space;
    public bool IsDue => Shown.Newest is { } newest && BlueprintRules.IsDue(newest, Today);

    internal string Path => $"{IndexModel.PathOf(Of.Code)}/blueprint";

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? key)
    {
        if (!Takes("plan", key)) return BadRequest();
        if (!await LoadAsync(code) || !MayPropose || Of.ClosedOn is not null) return NotFound();
        if (!ReadYears().IsDone(out var years, out var refusal)) return Refused(refusal);
        _ = int.TryParse(Posted("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return Answer(
            await new ProposeAct(Noting).RunAsync(AskedAs(key!), PlanBlueprint.Kind, new NewBlueprint(Of.Code, version, years, Posted("reason")), null, stop: HttpContext.RequestAborted),
            ProposalWords.Said, done => $"/approvals/{done.Proposal}");
    }

    public GrantField Field(BlueprintYear year, string name, Bilingual label, string stored, string kind = "money", bool isRequired = true, int longest = 2000)
    {
        var field = $"{name}[{year.Year}]";
        return new(field, In(label), Typed(field, stored), Wrong(field), kind, isRequired, Longest: longest, Optional: In("选填", "optional"));
    }

    private Outcome<IReadOnlyList<BlueprintYear>> ReadYears()
    {
        var years = new List<BlueprintYear>();
        foreach (var year in Next)
        {
            if (!Amount("hardware", year).IsDone(out var hardware, out var refusal) || !Amount("governance", year).IsDone(out var governance, out refusal) || !Amount("operation", year).IsDone(out var operation, out refusal)) return refusal;
            BasisPoints? target = null;
            if (Posted($"target[{year.Year}]") is { Length: > 0 } typed)
            {
                if (!TypedShare.Read(typed, $"target[{year.Year}]").IsDone(out var share, out refusal)) return refusal;
                target = share;
            }

            years.Add(new BlueprintYear(year.Year, Posted($"aim[{year.Year}]"), hardware, governance, operation, target));
        }

        return years;
    }

    private Outcome<Money> Amount(string name, BlueprintYear year) => Posted($"{name}[{year.Year}]") is { Length: > 0 } typed ? TypedAmount.Read(typed, Of.Fund.Currency, $"{name}[{year.Year}]") : Money.Zero(Of.Fund.Currency);

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await SpaceReading.FindAsync(reader, books, code) is not { } found || !Who.MayRead(books, found, await SpaceReading.OperatorsAsync(reader, found), Today)) return;
            (Shown, MayPropose) = (await BlueprintReading.OfAsync(reader, books, found, Today), May(Permission.Propose, books.TargetOf(found.Fund)));
            Next = BlueprintRules.Continued(Shown.Newest, Math.Max(Today.Year, Shown.Newest?.From ?? 0), found.Fund.Currency);
        });
        return Shown is not null;
    }
}
