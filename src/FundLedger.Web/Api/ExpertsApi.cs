using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Api;

/// <summary>The pool of experts: fields, terms, whom each is close to by keys alone, and with which applications they are in conflict.</summary>
internal static class ExpertsApi
{
    private const string Part = "reviews";
    private static readonly ApiParameter Expert = ApiParameter.Path("expert", new("专家编号", "number of the expert"), "1", ApiParameterForm.Number);

    internal static void MapExperts(this ApiRoutes api)
    {
        api.Read<Page<ExpertShown>>("/experts", new("listExperts", Part, new("列出专家", "List experts"), "In the order they joined, with what lies with each.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<ExpertInFull>("/experts/{expert:long}", new("getExpert", Part, new("一位专家", "One expert"), "With relations, and the conflicts and reviews of the programmes you read. Of people a relation keeps keys alone.", [Expert]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Read<Page<ExpertCandidateShown>>("/expert-candidates", new("listExpertCandidates", Part, new("列出可以加入专家库的人", "List who may join the pool"), "Who holds the role of an expert and is not in the pool; an administrator gives the role.", ApiParameter.Paging), CandidatesAsync, Permission.RecordMoney);
        api.Write<ExpertWanted, ExpertMade>("/experts", new("addExpert", Part, new("加入专家库", "Bring somebody into the pool"), "Person is the id of a candidate. Somebody who is in the pool is changed.", [])
        {
            Example = """{"person":"2f0c8a5e-7d2e-4f0b-9a51-3b1f6a1f3c11","from":"2026-04-01","to":"2026-12-31","fields":["start-up"]}""",
        }, (call, asked) => OnPoolAsync(call, (_, _) => Task.FromResult<bool?>(true), by => SaveAsync(call, by, asked.Person, asked.Fields, asked.From, asked.To, asked.MostReviews), done => new ExpertMade(done.Expert), done => PathOf(done.Expert)), Permission.RecordMoney);
        api.Write<ExpertChange, ExpertMade>("/experts/{expert:long}/changes", new("changeExpert", Part, new("更改领域和聘期", "Change fields and term"), "Whole, as they are to stand.", [Expert]) { Example = """{"from":"2026-04-01","to":"2026-12-31","fields":[],"mostReviews":20}""" },
            (call, asked) => OnExpertAsync(call, (by, person) => SaveAsync(call, by, person, asked.Fields, asked.From, asked.To, asked.MostReviews), done => new ExpertMade(done.Expert)), Permission.RecordMoney);
        api.Write<NewRelationOfExpert, ExpertRelationMade>("/experts/{expert:long}/relations", new("relateExpert", Part, new("登记专家的关联方", "Say whom an expert is close to"), "Names, telephones and identity numbers are kept as keys alone, by which conflicts are found.", [Expert])
        {
            Example = """{"kind":"own-organisation","organisation":"和顺设计院"}""",
        }, (call, asked) => OnExpertAsync(call, (by, person) => new RelateExpert(call.Noting).RunAsync(by, asked.Of(person), call.Stop),
            done => new ExpertRelationMade(done.Kind, done.Keys)), Permission.RecordMoney);
        api.Write<ActWanted, ExpertRelationMade>("/experts/{expert:long}/relations/{relation:long}/remove", new("removeExpertRelation", Part, new("撤回登记错的关联方", "Take a relation back"), "One that was entered by mistake; conflicts that were found by it stand.",
            [Expert, ApiParameter.Path("relation", new("关系编号", "number of the relation"), "1", ApiParameterForm.Number)]) { Example = "{}" },
            (call, _) => OnExpertAsync(call, (by, person) => new RelateExpert(call.Noting).RemoveAsync(by, person, call.Number("relation"), call.Stop), done => new ExpertRelationMade(done.Kind, done.Keys)), Permission.RecordMoney);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var (names, assignments, conflicts) = (await PeopleNames.LoadAsync(reader), await ReviewReading.AssignmentsAsync(reader), await ReviewReading.ConflictsAsync(reader));
        return call.PageOf((await ReviewReading.ExpertsAsync(reader)).OrderBy(expert => expert.Id).Select(expert => ExpertShown.Of(expert, names, assignments, conflicts, call.Today)), one => FormattableString.Invariant($"{one.Expert:D19}"));
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        if (await FindAsync(call, reader) is not { } expert) return ApiCall.NotThere();
        var readable = (await ApplicationReading.ListAsync(reader)).Where(application => call.May(Permission.ReadLedger, application.OfProgramme)).ToDictionary(application => application.Id, application => application.Number);
        var (assignments, conflicts) = (await ReviewReading.AssignmentsAsync(reader), await ReviewReading.ConflictsAsync(reader));
        return ApiCall.One(new ExpertInFull(
            ExpertShown.Of(expert, await PeopleNames.LoadAsync(reader), assignments, conflicts, call.Today),
            await ExpertRelationShown.OfAsync(reader, expert),
            [.. conflicts.Where(conflict => conflict.Expert == expert.Id && readable.ContainsKey(conflict.Application)).Select(conflict => new ConflictShown(readable[conflict.Application], conflict.Expert, conflict.Kind))],
            [.. assignments.Where(one => one.Expert == expert.Id && readable.ContainsKey(one.Application)).Select(one => new ReviewGivenShown(one.Id, one.Number, one.Expert, one.Status))]));
    });

    private static Task<IResult> CandidatesAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var (names, known) = (await PeopleNames.LoadAsync(reader), (await ReviewReading.ExpertsAsync(reader)).Select(expert => expert.Person).ToHashSet());
        return call.PageOf(
            (await Grants.OfActivePeopleAsync(reader)).Where(grant => grant.Role == PersonRole.Expert && grant.HoldsOn(call.Today)).Select(grant => grant.Person).Distinct().Where(person => !known.Contains(person))
                .Order(StringComparer.Ordinal).Select(person => new ExpertCandidateShown(person, names.Of(person))), one => one.Person);
    });

    private static async Task<Expert?> FindAsync(ApiCall call, LedgerReader reader) => (await ReviewReading.ExpertsAsync(reader)).FirstOrDefault(expert => expert.Id == call.Number("expert"));

    private static Task<Outcome<ExpertAdded>> SaveAsync(ApiCall call, Asked by, string person, IReadOnlyList<string>? fields, DateOnly from, DateOnly to, int mostReviews) =>
        new AddExpert(call.Noting).RunAsync(by, new NewExpert(person, fields ?? [], from, to, mostReviews), call.Stop);

    private static async Task<IResult> OnExpertAsync<T, TAnswer>(ApiCall call, Func<Asked, string, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class
    {
        var person = "";
        return await OnPoolAsync(call, async (reader, _) =>
        {
            if (await FindAsync(call, reader) is not { } expert) return null;
            person = expert.Person;
            return true;
        }, by => operation(by, person), answer, _ => PathOf(call.Number("expert")));
    }

    /// <summary>Whoever manages a programme somewhere keeps the pool.</summary>
    private static Task<IResult> OnPoolAsync<T, TAnswer>(ApiCall call, Func<LedgerReader, Books, Task<bool?>> touches, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string> location) where TAnswer : class =>
        call.WriteAsync(Permission.RecordMoney, async (reader, books) => call.MaySomewhere(Permission.RecordMoney) ? await touches(reader, books) : false, operation, answer, location);

    private static string PathOf(long expert) => FormattableString.Invariant($"{ApiRoutes.Root}/experts/{expert}");
}

/// <param name="Fields">Codes of categories; empty for every field.</param>
/// <param name="To">The last day of the term.</param>
/// <param name="IsServing">Today is within the term.</param>
/// <param name="MostReviews">That may lie with them at once.</param>
/// <param name="Open">Reviews that lie with them now.</param>
/// <param name="Conflicts">Applications that are shut to them.</param>
public sealed record ExpertShown(long Expert, Bilingual Name, IReadOnlyList<string> Fields, DateOnly From, DateOnly To, bool IsServing, int MostReviews, int Open, int Conflicts)
{
    internal static ExpertShown Of(Expert one, PeopleNames names, IReadOnlyList<ReviewAssignment> assignments, IReadOnlyList<ReviewConflict> conflicts, DateOnly today) => new(
        one.Id, names.Of(one.Person), one.Fields, one.From, one.To, one.ServesOn(today), one.MostReviews, assignments.Count(given => given.Expert == one.Id && given.Status.IsWaiting()),
        conflicts.Where(conflict => conflict.Expert == one.Id).Select(conflict => conflict.Application).Distinct().Count());
}

public sealed record ExpertInFull(ExpertShown Listed, IReadOnlyList<ExpertRelationShown> Relations, IReadOnlyList<ConflictShown> Conflicts, IReadOnlyList<ReviewGivenShown> Reviews);

/// <param name="Organisation">Its name where the directory has it; null for people and for what only a key is kept of.</param>
/// <param name="EndsOn">Of a past employer: the last day there.</param>
public sealed record ExpertRelationShown(long Relation, ExpertRelationKind Kind, string? Organisation, DateOnly? EndsOn)
{
    internal static async Task<IReadOnlyList<ExpertRelationShown>> OfAsync(LedgerReader reader, Expert expert) =>
        [.. (await ReviewReading.RelationsOfAsync(reader, expert)).Select(one => new ExpertRelationShown(one.Relation.Id, one.Relation.Kind, one.Organisation, one.Relation.EndsOn))];
}

/// <param name="Person">Their id, by which they are brought in.</param>
public sealed record ExpertCandidateShown(string Person, Bilingual Name);

/// <param name="Fields">Codes of categories; none for every field.</param>
/// <param name="To">The last day of the term.</param>
/// <param name="MostReviews">That may lie with them at once.</param>
public sealed record ExpertWanted(string Person, DateOnly From, DateOnly To, IReadOnlyList<string>? Fields = null, int MostReviews = 10);

/// <inheritdoc cref="ExpertWanted"/>
public sealed record ExpertChange(DateOnly From, DateOnly To, int MostReviews, IReadOnlyList<string>? Fields = null);

public sealed record ExpertMade(long Expert);

/// <param name="Name">Of themselves or of a related person, as phone and idNumber.</param>
/// <param name="Organisation">Own or past employer: code, credit code or name.</param>
/// <param name="EndsOn">Of a past employer: the last day there.</param>
public sealed record NewRelationOfExpert(ExpertRelationKind Kind, string? Name = null, string? Phone = null, string? IdNumber = null, string? Organisation = null, DateOnly? EndsOn = null)
{
    internal NewExpertRelation Of(string person) => new(person, Kind, Name, Phone, IdNumber, Organisation, EndsOn);
}

/// <param name="Keys">That were kept; 0 where it was taken back.</param>
public sealed record ExpertRelationMade(ExpertRelationKind Kind, int Keys);
