using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>The pool of experts: fields, terms, what lies with each and how many conflicts; those who hold the role are brought in here.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ExpertsModel(Database database, TimeProvider clock) : ExpertPage(database, clock)
{
    public override Bilingual Title => new("专家库", "The pool of experts");

    public sealed record Row(Expert Expert, int Open, int Conflicts);

    public IReadOnlyList<Row> Pool { get; private set; } = [];

    /// <summary>Who holds the role and is not in the pool.</summary>
    public IReadOnlyList<(string Value, string Name)> Candidates { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step != "add") return BadRequest();
        await LoadAsync();
        return MayManage ? await SaveAsync(key!, Posted("person")) : NotFound();
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        await LoadWordsAsync(reader, books);
        var experts = await ReviewReading.ExpertsAsync(reader);
        var (assignments, conflicts) = (await ReviewReading.AssignmentsAsync(reader), await ReviewReading.ConflictsAsync(reader));
        Pool = [.. experts.Select(expert => new Row(expert, assignments.Count(one => one.Expert == expert.Id && one.Status.IsWaiting()), conflicts.Where(one => one.Expert == expert.Id).Select(one => one.Application).Distinct().Count()))];
        Candidates = [.. (await FundLedger.People.Roles.Grants.OfActivePeopleAsync(reader)).Where(grant => grant.Role == PersonRole.Expert && grant.HoldsOn(Today)).Select(grant => grant.Person).Distinct()
            .Where(person => experts.All(expert => expert.Person != person)).Select(person => (person, In(Names.NameOf(person))))];
    });
}
