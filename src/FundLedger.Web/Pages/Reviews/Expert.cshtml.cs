using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>One expert: term, fields, what lies with them, whom they are close to by keys alone, and with which applications they are in conflict.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ExpertModel(Database database, TimeProvider clock) : ExpertPage(database, clock)
{
    public override Bilingual Title => new($"第 {Expert.Id} 号专家", $"Expert no. {Expert.Id}");

    public Expert Expert { get; private set; } = null!;

    public IReadOnlyList<(ExpertRelation Relation, string? Organisation)> Relations { get; private set; } = [];
    public IReadOnlyList<(GrantApplication Application, ReviewConflict Conflict)> Conflicts { get; private set; } = [];
    public IReadOnlyList<ReviewAssignment> Assignments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long number) => await LoadAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(number) || !MayManage) return NotFound();
        if (step == "save") return await SaveAsync(key!, Expert.Person);
        if (step == RelationForm.Step) return await RelateAsync(key!);
        if (step?.StartsWith("remove/", StringComparison.Ordinal) != true || !long.TryParse(step["remove/".Length..], System.Globalization.CultureInfo.InvariantCulture, out var relation)) return BadRequest();
        return Answer(await new RelateExpert(Noting).RemoveAsync(AskedAs(key!), Expert.Person, relation, HttpContext.RequestAborted), _ => new("关系已撤回；据此发现的冲突仍然有效。", "The relation is taken back; conflicts found by it stand."), _ => PathOf(number));
    }

    private async Task<IActionResult> RelateAsync(string key)
    {
        if (!RelationForm.Read(Expert.Person, Posted).IsDone(out var relation, out var refusal)) return Refused(refusal);
        return Answer(await new RelateExpert(Noting).RunAsync(AskedAs(key), relation, HttpContext.RequestAborted), RelationForm.Said, _ => PathOf(Expert.Id));
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if ((await ReviewReading.ExpertsAsync(reader)).FirstOrDefault(one => one.Id == number) is not { } found) return;
            await LoadWordsAsync(reader, books);
            Expert = found;
            Relations = await ReviewReading.RelationsOfAsync(reader, found);
            var readable = (await ApplicationReading.ListAsync(reader)).Where(application => May(Permission.ReadLedger, application.OfProgramme)).ToDictionary(application => application.Id);
            Conflicts = [.. (await ReviewReading.ConflictsAsync(reader)).Where(conflict => conflict.Expert == number && readable.ContainsKey(conflict.Application)).Select(conflict => (readable[conflict.Application], conflict))];
            Assignments = [.. (await ReviewReading.AssignmentsAsync(reader, "", found)).Where(one => readable.ContainsKey(one.Application))];
        });
        return Expert is not null;
    }
}
