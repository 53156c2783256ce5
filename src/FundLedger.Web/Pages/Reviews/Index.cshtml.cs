using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>What lies with an expert, and what they handed in; whom they are close to, which they say here. What a conflict shut is not listed.</summary>
[Needs(Permission.Review)]
public sealed class IndexModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private const string Path = "/reviews";

    public override Part Where => Part.Reviews;
    public override Bilingual Title => new("我的评审", "My reviews");

    /// <summary>Null for somebody who has the role and is not in the pool yet.</summary>
    public Expert? Mine { get; private set; }

    public IReadOnlyList<OpenReview> Open { get; private set; } = [];

    public IReadOnlyList<(ExpertRelation Relation, string? Organisation)> Relations { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step != RelationForm.Step) return BadRequest();
        await LoadAsync();
        if (Mine is null) return NotFound();
        if (!RelationForm.Read(Who.Person.Id, Posted).IsDone(out var relation, out var refusal)) return Refused(refusal);
        return Answer(await new RelateExpert(Noting).RunAsync(AskedAs(key!), relation, HttpContext.RequestAborted), RelationForm.Said, _ => Path);
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) =>
    {
        Mine = await ReviewReading.FindExpertAsync(reader, Who.Person.Id);
        if (Mine is null) return;
        var open = new List<OpenReview>();
        foreach (var assignment in await ReviewReading.AssignmentsAsync(reader, "", Mine))
            if (await ReviewReading.OpenAsync(reader, Who.Person.Id, assignment.Id, Today) is { } one) open.Add(one);
        (Open, Relations) = (open, await ReviewReading.RelationsOfAsync(reader, Mine));
    });
}
