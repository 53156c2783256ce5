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

    /// <param name="Organisation">Its name where the directory knows it; null for people, and for what only a key is kept of.</param>
    public sealed record RelationShown(ExpertRelation Relation, string? Organisation);

    public IReadOnlyList<RelationShown> Relations { get; private set; } = [];
    public IReadOnlyList<(GrantApplication Application, ReviewConflict Conflict)> Conflicts { get; private set; } = [];
    public IReadOnlyList<ReviewAssignment> Assignments { get; private set; } = [];

    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<ExpertRelationKind>().Select(kind => (kind.ToString(), In(kind.Name())))];

    public async Task<IActionResult> OnGetAsync(long number) => await LoadAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(number) || !MayManage) return NotFound();
        if (step == "save") return await SaveAsync(key!, Expert.Person);
        if (step == "relate") return await RelateAsync(key!);
        if (step?.StartsWith("remove/", StringComparison.Ordinal) != true || !long.TryParse(step["remove/".Length..], System.Globalization.CultureInfo.InvariantCulture, out var relation)) return BadRequest();
        return Answer(await new RelateExpert(Noting).RemoveAsync(AskedAs(key!), Expert.Person, relation, HttpContext.RequestAborted), _ => new("关系已撤回；据此发现的冲突仍然有效。", "The relation is taken back; conflicts found by it stand."), _ => PathOf(number));
    }

    private async Task<IActionResult> RelateAsync(string key)
    {
        var kind = Enum.TryParse<ExpertRelationKind>(Posted("kind"), out var read) ? read : ExpertRelationKind.RelatedPerson;
        DateOnly? ended = null;
        if (Posted("ended") is { Length: > 0 } typed)
        {
            if (!IsoDates.TryParse(typed, out var day)) return Refused(Refusal.Of("date-unreadable", "ended", "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31."));
            ended = day;
        }

        var relation = new NewExpertRelation(Expert.Person, kind, Posted("name"), Posted("phone"), Posted("id"), Posted("organisation"), ended);
        return Answer(await new RelateExpert(Noting).RunAsync(AskedAs(key), relation, HttpContext.RequestAborted), done => new($"已登记：{done.Kind.Name().Zh}。", $"Recorded: {done.Kind.Name().En.ToLowerInvariant()}."), _ => PathOf(Expert.Id));
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if ((await ReviewReading.ExpertsAsync(reader)).FirstOrDefault(one => one.Id == number) is not { } found) return;
            await LoadWordsAsync(reader, books);
            Expert = found;
            var relations = (await ReviewReading.RelationsAsync(reader)).Where(relation => relation.Expert == number).ToList();
            var organisations = await ReviewReading.KnownOrganisationsAsync(reader, relations);
            Relations = [.. relations.Select(relation => new RelationShown(relation, organisations.GetValueOrDefault(relation.Id)))];
            var readable = (await ApplicationReading.ListAsync(reader)).Where(application => May(Permission.ReadLedger, application.OfProgramme)).ToDictionary(application => application.Id);
            Conflicts = [.. (await ReviewReading.ConflictsAsync(reader)).Where(conflict => conflict.Expert == number && readable.ContainsKey(conflict.Application)).Select(conflict => (readable[conflict.Application], conflict))];
            Assignments = [.. (await ReviewReading.AssignmentsAsync(reader, "", found)).Where(one => readable.ContainsKey(one.Application))];
        });
        return Expert is not null;
    }
}
