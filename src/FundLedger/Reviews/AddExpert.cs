using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Reviews;

/// <param name="Person">Who holds the role of an expert.</param>
/// <param name="Fields">Codes of categories; none for every field.</param>
/// <param name="To">Last day of the term, included.</param>
public sealed record NewExpert(string Person, IReadOnlyList<string> Fields, DateOnly From, DateOnly To, int MostReviews = 10);

public sealed record ExpertAdded(string Person, long Expert);

/// <summary>Brings somebody into the pool of experts, or changes fields and term of one who is in it.</summary>
public sealed class AddExpert(Database database)
{
    public const int MostAtOnce = 200;

    private static readonly SqlFile Insert = new("reviews/insert_expert");
    private static readonly SqlFile Set = new("reviews/set_expert");

    public Task<Outcome<ExpertAdded>> RunAsync(Asked asked, NewExpert wanted, CancellationToken stop = default) => database.WriteAsync<ExpertAdded>(
        asked.For("add-expert", OperationField.Of("person", wanted.Person), OperationField.Of("fields", string.Join(',', wanted.Fields)), OperationField.Of("from", wanted.From), OperationField.Of("to", wanted.To), OperationField.Of("most", wanted.MostReviews)),
        async tx =>
        {
            if (await ReviewStore.RefusalForManagerAsync(tx) is { } notAllowed) return notAllowed;
            if (await Persons.FindAsync(tx, wanted.Person) is not { IsActive: true } person || !Authority.MayDoSomewhere(await Grants.OfAsync(tx, wanted.Person), Permission.Review, tx.Today))
                return Refusal.Of("expert-no-role", "person", "此人没有评审专家职责。请先由管理员给予。", "This person has not the role of an expert. Have an administrator give it first.");
            if (RefusalFor(wanted) is { } badInput) return badInput;
            var row = new
            {
                person_id = person.Id, fields = string.Join(',', wanted.Fields), valid_from = wanted.From.ToIso(), valid_to = wanted.To.ToIso(), most_reviews = (long)wanted.MostReviews,
                actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            };
            var known = await ReviewReading.FindExpertAsync(tx, person.Id);
            if (known is not null) await tx.ExecuteAsync(Set, new { row.fields, row.valid_from, row.valid_to, row.most_reviews, expert_id = known.Id });
            var id = known?.Id ?? await tx.SingleAsync<long>(Insert, row);
            if (known is null && PersonKeys.OfName(tx, person.Name) is { } key) await RelateExpert.InsertAsync(tx, id, ExpertRelationKind.Self, key, null);
            await AuditTrail.AddAsync(tx, AuditNote.Done("add-expert", "person", person.Id, $"{wanted.From.ToIso()} {wanted.To.ToIso()}"));
            return new ExpertAdded(person.Id, id);
        }, stop);

    private static Refusal? RefusalFor(NewExpert wanted)
    {
        if (wanted.To < wanted.From) return Refusal.Of("date-range", "to", "聘期结束早于开始。", "The term ends before it begins.");
        if (wanted.MostReviews is < 1 or > MostAtOnce) return Refusal.Of("expert-most", "most", $"同时评审数须为 1 至 {MostAtOnce}。", $"1 to {MostAtOnce} reviews at once.");
        return wanted.Fields.Select(field => KeptText.FundCode.RefusalFor(field, "fields")).FirstOrDefault(wrong => wrong is not null)
            ?? (wanted.Fields.Any(field => field.Contains(',') || field.Length == 0) ? Refusal.Of("expert-fields", "fields", "领域代码不能含逗号。", "A field's code has no comma.") : null);
    }
}

/// <summary>Somebody or something that an expert is close to. Names and numbers are kept as keys only.</summary>
/// <param name="Organisation">Code, credit code or name; of an own organisation or past employer.</param>
/// <param name="EndsOn">Of a past employer: the last day there.</param>
public sealed record NewExpertRelation(
    string Person, ExpertRelationKind Kind, string? Name = null, string? Phone = null, string? IdNumber = null, string? Organisation = null, DateOnly? EndsOn = null);

public sealed record ExpertRelated(string Person, ExpertRelationKind Kind, int Keys);

/// <summary>Says whom an expert is close to: by those who manage a programme, or the expert.</summary>
public sealed class RelateExpert(Database database)
{
    private static readonly SqlFile Insert = new("reviews/insert_relation");
    private static readonly SqlFile Remove = new("reviews/remove_relation");

    public Task<Outcome<ExpertRelated>> RunAsync(Asked asked, NewExpertRelation relation, CancellationToken stop = default) => database.WriteAsync<ExpertRelated>(
        asked.For("relate-expert", OperationField.Of("person", relation.Person), OperationField.Of("kind", StoredWords.Word(relation.Kind)), OperationField.Personal("name", relation.Name), OperationField.Personal("phone", relation.Phone),
            OperationField.Personal("id", relation.IdNumber), OperationField.Personal("organisation", relation.Organisation), OperationField.Of("endsOn", relation.EndsOn?.ToIso())),
        async tx =>
        {
            if (await RefusalForAsync(tx, relation.Person) is { } notAllowed) return notAllowed;
            if (await ReviewReading.FindExpertAsync(tx, relation.Person) is not { } expert) return Unknown();
            var keys = relation.Kind is ExpertRelationKind.Self or ExpertRelationKind.RelatedPerson
                ? new[] { PersonKeys.OfName(tx, relation.Name), PersonKeys.OfPhone(tx, relation.Phone), PersonKeys.OfId(tx, relation.IdNumber) }.OfType<byte[]>().ToList()
                : await OrganisationAsync(tx, relation.Organisation);
            if (keys.Count == 0) return Refusal.Of("relation-empty", relation.Kind is ExpertRelationKind.Self or ExpertRelationKind.RelatedPerson ? "name" : "organisation", "请填写姓名、电话或证件号，或单位。", "Give a name, telephone or identity number, or an organisation.");
            foreach (var key in keys) await InsertAsync(tx, expert.Id, relation.Kind, key, relation.EndsOn);
            await AuditTrail.AddAsync(tx, AuditNote.Done("relate-expert", "person", relation.Person, StoredWords.Word(relation.Kind)));
            return new ExpertRelated(relation.Person, relation.Kind, keys.Count);
        }, stop);

    /// <summary>Takes a relation back that was entered by mistake. Conflicts found by it stand.</summary>
    public Task<Outcome<ExpertRelated>> RemoveAsync(Asked asked, string person, long relation, CancellationToken stop = default) => database.WriteAsync<ExpertRelated>(
        asked.For("unrelate-expert", OperationField.Of("person", person), OperationField.Of("relation", relation)),
        async tx =>
        {
            if (await ReviewStore.RefusalForManagerAsync(tx) is { } notAllowed) return notAllowed;
            if (await ReviewReading.FindExpertAsync(tx, person) is not { } expert) return Unknown();
            var known = (await ReviewReading.RelationsAsync(tx)).FirstOrDefault(one => one.Id == relation && one.Expert == expert.Id);
            if (known is null || await tx.ExecuteAsync(Remove, new { removed_at = tx.RecordedAt, relation_id = relation, expert_id = expert.Id }) == 0)
                return Refusal.Of("relation-unknown", "relation", "没有这条关系。", "There is no such relation.");
            await AuditTrail.AddAsync(tx, AuditNote.Done("unrelate-expert", "person", person, $"{relation}"));
            return new ExpertRelated(person, known.Kind, 0);
        }, stop);

    internal static Task<long> InsertAsync(LedgerTransaction tx, long expert, ExpertRelationKind kind, byte[] key, DateOnly? endsOn) => tx.SingleAsync<long>(Insert, new
    {
        expert_id = expert, kind = StoredWords.Word(kind), relation_key = key, ends_on = endsOn?.ToIso(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
    });

    /// <summary>One that the directory knows is found again whatever it was named by.</summary>
    private static async Task<List<byte[]>> OrganisationAsync(LedgerTransaction tx, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var typed = OrganisationKeys.Of(tx, text);
        var known = (await Organisations.Directory.ListAsync(tx)).FirstOrDefault(organisation => OrganisationKeys.Of(tx, organisation).Any(key => key.AsSpan().SequenceEqual(typed)));
        return known is null ? [typed] : [.. OrganisationKeys.Of(tx, known)];
    }

    private static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, string person) =>
        tx.Operation.Actor == person ? await Grants.RefusalForAsync(tx, person, Permission.Review, new Target(Person: person)) : await ReviewStore.RefusalForManagerAsync(tx);

    private static Refusal Unknown() => Refusal.Of("expert-unknown", "person", "专家库中没有此人。", "This person is not in the pool of experts.");
}
