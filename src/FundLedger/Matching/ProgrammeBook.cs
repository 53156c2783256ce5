using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>All programmes, their rules and the related parties, as one reader or writer sees them.</summary>
internal sealed class ProgrammeBook
{
    private static readonly SqlFile ListProgrammes = new("matching/list_programmes");
    private static readonly SqlFile ListRules = new("matching/list_rules");
    private static readonly SqlFile ListRelations = new("matching/list_relations");
    private static readonly SqlFile Lock = new("matching/lock_programme");

    private readonly ILookup<long, Rule> rules;

    private ProgrammeBook(IReadOnlyList<Programme> programmes, ILookup<long, Rule> rules, IReadOnlyList<Relation> relations) =>
        (Programmes, this.rules, Relations) = (programmes, rules, relations);

    /// <summary>In the order in which a gift asks them.</summary>
    internal IReadOnlyList<Programme> Programmes { get; }

    internal IReadOnlyList<Relation> Relations { get; }

    internal IReadOnlyList<Rule> RulesOf(Programme programme) => [.. rules[programme.Id]];

    internal Rule RuleOf(Programme programme, int version) => rules[programme.Id].First(rule => rule.Version == version);

    /// <summary>The rule of gifts of this day that are recorded now.</summary>
    internal Rule RuleOn(Programme programme, DateOnly day) => rules[programme.Id].LastOrDefault(rule => rule.EffectiveFrom <= day) ?? rules[programme.Id].First();

    internal Outcome<Programme> Find(string code) => Programmes.FirstOrDefault(programme => programme.Code == code) is { } found ? found
        : Refusal.Of("programme-unknown", "programme",
            $"没有配比计划“{code}”。现有：{(Programmes.Count > 0 ? string.Join(", ", Programmes.Select(known => known.Code).Take(12)) : "（无）")}。",
            $"There is no matching programme '{code}'. There is: {(Programmes.Count > 0 ? string.Join(", ", Programmes.Select(known => known.Code).Take(12)) : "none yet")}.");

    internal static async Task<ProgrammeBook> LoadAsync(LedgerReader reader, Books books)
    {
        var programmes = (await reader.QueryAsync<ProgrammeRow>(ListProgrammes)).Select(row => row.ToProgramme(books, reader.Ledger.Secret));
        if (programmes.ToList() is not { Count: > 0 } found) return new([], Enumerable.Empty<Rule>().ToLookup(_ => 0L), await RelationsAsync(reader));
        var rules = (await reader.QueryAsync<RuleRow>(ListRules)).ToLookup(row => row.ProgrammeId, row => row.ToRule());
        return new([.. found.OrderBy(programme => programme.Definition.Priority).ThenBy(programme => programme.Code, StringComparer.Ordinal)], rules, await RelationsAsync(reader));
    }

    /// <summary>As this transaction sees them, kept from one operation to the next.</summary>
    internal static async Task<ProgrammeBook> OfAsync(LedgerTransaction tx)
    {
        var kept = tx.State<Kept>();
        return kept.Book ??= await LoadAsync(tx, await Books.OfAsync(tx));
    }

    /// <summary>Keeps others from working on these programmes until the transaction ends, and shows them as they stand then.</summary>
    /// <param name="programmes">In the order of <see cref="Programmes"/>, so that two writers never wait for each other in a circle.</param>
    internal static async Task<ProgrammeBook> LockAsync(LedgerTransaction tx, params IEnumerable<Programme> programmes)
    {
        foreach (var programme in programmes)
        {
            await tx.Prepared(Lock).ExecuteAsync(programme.Id);
            if (tx.Dialect == Dialect.SqlServer) Changed(tx); // another node may have changed it before we had the lock
        }

        return await OfAsync(tx);
    }

    /// <summary>The programme of this code, locked.</summary>
    internal static async Task<Outcome<(ProgrammeBook Book, Programme Programme)>> LockAsync(LedgerTransaction tx, string code)
    {
        if (!(await OfAsync(tx)).Find(code).IsDone(out var programme, out var refusal)) return refusal;
        var book = await LockAsync(tx, programme);
        return (book, book.Programmes.First(known => known.Id == programme.Id));
    }

    /// <summary>To be called after a row of them was inserted or changed.</summary>
    internal static void Changed(LedgerTransaction tx) => tx.State<Kept>().Changed();

    private static async Task<IReadOnlyList<Relation>> RelationsAsync(LedgerReader reader) => [.. (await reader.QueryAsync<RelationRow>(ListRelations)).Select(row => row.ToRelation())];

    private sealed class Kept : BatchState
    {
        private bool isChanged;

        internal ProgrammeBook? Book { get; set; }

        internal void Changed() => (Book, isChanged) = (null, true);

        internal override void Mark() => isChanged = false;

        internal override void UndoToMark()
        {
            if (isChanged) Book = null;
        }

        internal override Task FlushAsync(LedgerTransaction tx) => Task.CompletedTask;
    }

    private sealed record ProgrammeRow
    {
        public long ProgrammeId { get; init; }
        public long EntityId { get; init; }
        public long PotFundId { get; init; }
        public long PotSourceId { get; init; }
        public long MatchSourceId { get; init; }
        public string Definition { get; init; } = "";
        public long OpeningEntryId { get; init; }
        public string Status { get; init; } = "";
        public string? ClosedOn { get; init; }
        public long PartCount { get; init; }
        public long PartsDone { get; init; }

        internal Programme ToProgramme(Books books, byte[] secret)
        {
            var programme = Programme.Of(
                ProgrammeId, MatchingJson.ReadStored<NewMatchingProgramme>(Definition), books.Fund(PotFundId), books.Source(PotSourceId), books.Source(MatchSourceId), books.Entity(EntityId), secret);
            return programme with
            {
                OpeningEntry = new EntryId(OpeningEntryId),
                Status = StoredWords.Read<ProgrammeStatus>(Status),
                ClosedOn = ClosedOn is null ? null : MatchRow.Day(ClosedOn),
                PartCount = (int)PartCount,
                PartsDone = (int)PartsDone,
            };
        }
    }

    private sealed record RuleRow
    {
        public long ProgrammeId { get; init; }
        public long Version { get; init; }
        public string EffectiveFrom { get; init; } = "";
        public long AfterEntryId { get; init; }
        public string Terms { get; init; } = "";
        public long RecordedAt { get; init; }

        internal Rule ToRule() => new((int)Version, MatchRow.Day(EffectiveFrom), AfterEntryId, MatchingJson.ReadStored<MatchingTerms>(Terms), RecordedAt);
    }

    private sealed record RelationRow
    {
        public long RelationId { get; init; }
        public long EntityId { get; init; }
        public long DonorId { get; init; }
        public string Relation { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string? LastDay { get; init; }
        public string DonorKind { get; init; } = "";
        public string? DonorName { get; init; }

        internal Relation ToRelation() => new(
            RelationId, EntityId, DonorId, Relation, MatchRow.Day(FirstDay), LastDay is null ? null : MatchRow.Day(LastDay), StoredWords.Read<DonorKind>(DonorKind), DonorName);
    }
}
