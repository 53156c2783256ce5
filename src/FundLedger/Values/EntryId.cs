using System.Globalization;

namespace FundLedger.Values;

/// <summary>The number of a journal entry in its ledger: 1 and up, in the order of recording. What people quote.</summary>
public readonly record struct EntryId(long Value) : IComparable<EntryId>
{
    public int CompareTo(EntryId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
