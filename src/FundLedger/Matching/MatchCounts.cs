using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>What a counter counts, in minor units.</summary>
internal enum CounterScope
{
    /// <summary>Everything the programme gave.</summary>
    Programme,
    Donor,

    /// <summary>The gifts of a donor that count, not their matches.</summary>
    DonorGifts,
    Fund,
    Day,
}

/// <summary>The sums that caps are held against, net of what came back: kept here while a batch runs and written once at its end. The programme is locked by whoever counts.</summary>
internal sealed class MatchCounts : BatchState
{
    private static readonly SqlFile LookUp = new("matching/look_up_counters");
    private static readonly SqlFile Save = new("matching/save_counter");

    private readonly Dictionary<Key, long> counts = [];
    private readonly List<(Key Key, long Change)> sinceMark = [];
    private readonly HashSet<Key> unsaved = [];

    /// <summary>Reads what will be asked for, in one trip for each scope.</summary>
    internal async Task LoadAsync(LedgerTransaction tx, Programme programme, params IReadOnlyList<(long Donor, long Fund, DateOnly On)> gifts)
    {
        await LoadAsync(tx, programme.Id, CounterScope.Programme, [0L]);
        await LoadAsync(tx, programme.Id, CounterScope.Donor, gifts.Select(gift => gift.Donor));
        await LoadAsync(tx, programme.Id, CounterScope.DonorGifts, gifts.Select(gift => gift.Donor));
        await LoadAsync(tx, programme.Id, CounterScope.Fund, gifts.Select(gift => gift.Fund));
        await LoadAsync(tx, programme.Id, CounterScope.Day, gifts.Select(gift => (long)gift.On.DayNumber));
    }

    /// <summary>What the programme gave, net of what came back; loaded before.</summary>
    internal long Given(Programme programme) => counts[new(programme.Id, CounterScope.Programme, 0)];

    /// <summary>What was loaded before.</summary>
    /// <param name="donors">Those that count as one.</param>
    internal MatchCounters Of(long programme, IReadOnlyList<long> donors, long fund, DateOnly day) => new(
        donors.Sum(donor => counts[new(programme, CounterScope.Donor, donor)]), counts[new(programme, CounterScope.Fund, fund)], counts[new(programme, CounterScope.Day, day.DayNumber)],
        counts[new(programme, CounterScope.Programme, 0)]);

    internal long DonorGifts(long programme, IReadOnlyList<long> donors) => donors.Sum(donor => counts[new(programme, CounterScope.DonorGifts, donor)]);

    /// <summary>Counts a match, or with negative amounts takes it off again; all of its counters were loaded.</summary>
    internal void Add(MatchRow match, long countedMinor, long matchedMinor)
    {
        Add(new(match.ProgrammeId, CounterScope.DonorGifts, match.DonorId), countedMinor);
        Add(new(match.ProgrammeId, CounterScope.Donor, match.DonorId), matchedMinor);
        Add(new(match.ProgrammeId, CounterScope.Fund, match.FundId), matchedMinor);
        Add(new(match.ProgrammeId, CounterScope.Day, match.On.DayNumber), matchedMinor);
        Add(new(match.ProgrammeId, CounterScope.Programme, 0), matchedMinor);
    }

    internal static byte[] BytesOf(long key)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, key);
        return bytes;
    }

    internal override void Mark() => sinceMark.Clear();

    internal override void UndoToMark()
    {
        foreach (var (key, change) in sinceMark) counts[key] -= change;
        sinceMark.Clear();
    }

    internal override async Task FlushAsync(LedgerTransaction tx)
    {
        var rows = new RowWriter(tx, Save);
        foreach (var key in unsaved.Order()) await rows.AddAsync(counts[key], key.Programme, StoredWords.Word(key.Scope), BytesOf(key.Number));
        await rows.FlushAsync();
        unsaved.Clear();
        counts.Clear(); // the next batch asks the database again
        sinceMark.Clear();
    }

    private async Task LoadAsync(LedgerTransaction tx, long programme, CounterScope scope, IEnumerable<long> numbers)
    {
        Key[] keys = [.. numbers.Distinct().Select(number => new Key(programme, scope, number)).Where(key => !counts.ContainsKey(key))];
        if (keys.Length == 0) return;
        var word = StoredWords.Word(scope);
        var found = await tx.LookUpAsync(LookUp, Array.ConvertAll(keys, key => new SqlValue[] { programme, word, BytesOf(key.Number) }));
        for (var i = 0; i < keys.Length; i++) counts[keys[i]] = found[i] ?? 0;
    }

    private void Add(Key key, long change)
    {
        if (change == 0) return;
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, key);
        count = checked(count + change);
        Invariant.Holds(count >= 0);
        sinceMark.Add((key, change));
        unsaved.Add(key);
    }

    private readonly record struct Key(long Programme, CounterScope Scope, long Number) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var order = Programme.CompareTo(other.Programme);
            if (order == 0) order = Scope.CompareTo(other.Scope);
            return order == 0 ? Number.CompareTo(other.Number) : order;
        }
    }
}
