using System.Text.Json.Serialization;
using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.Auditing.Sampling;

/// <summary>What an item was found to be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TestResult>))]
public enum TestResult
{
    /// <summary>As the books have it.</summary>
    Sound,

    /// <summary>It should be another amount.</summary>
    Misstated,

    /// <summary>Nothing proves it; it is projected as if it were wholly wrong.</summary>
    NotFound,
}

/// <summary>A sample as it was drawn.</summary>
/// <param name="Wanted">As it was asked for, with the moment it was drawn at.</param>
/// <param name="Interval">Of monetary units; null for the other methods.</param>
/// <param name="First">The first sum that was hit; null for the other methods.</param>
/// <param name="Algorithm">See <see cref="SeededNumbers.Algorithm"/>.</param>
/// <param name="LastEntry">The last entry that counts.</param>
/// <param name="Checkpoint">Size of the checkpoint that answered for the books then, or of the last before; null where none was signed.</param>
/// <param name="DrawnBy">Id of who drew it.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record Sample(
    long Id, Entity Entity, Fund? Fund, Currency Currency, SampleWanted Wanted, Money? Interval, Money? First, int Algorithm, long LastEntry, byte[] LastHash, long? Checkpoint, byte[]? CheckpointRoot,
    long PopulationCount, Money PopulationSum, long OtherCount, Money OtherSum, string DrawnBy, long RecordedAt, int DrawnCount, int TestedCount)
{
    /// <summary>The part of the ledger that it is of.</summary>
    public Target Target => new(Entity.Code, Fund?.Code);

    /// <summary>Every item was looked at.</summary>
    public bool IsTested => TestedCount == DrawnCount;
}

/// <summary>An item with the last of its results.</summary>
/// <param name="No">In the sample, from 1.</param>
/// <param name="Place">In the population, from 1.</param>
/// <param name="IsTop">As large as the interval or larger: it is looked at in any case, and stands for itself alone.</param>
/// <param name="Result">Null as long as nobody looked.</param>
public sealed record SampleItem(int No, EntryId Entry, int Line, DateOnly On, EntryKind Kind, Account Account, Fund Fund, long Place, Money Amount, Money UpTo, long Hits, bool IsTop, ItemResult? Result);

/// <param name="Audited">What it should be; null unless it is misstated.</param>
/// <param name="Note">Null where there is none, or it was erased.</param>
/// <param name="By">Id of who looked.</param>
public sealed record ItemResult(int Version, TestResult Result, Money? Audited, string? Note, string By, long RecordedAt)
{
    /// <summary>How much too much the books have; below zero where they have too little.</summary>
    public Money MisstatementOf(Money amount) => Result switch
    {
        TestResult.Sound => Money.Zero(amount.Currency),
        TestResult.NotFound => amount,
        _ => amount - Audited!.Value,
    };
}
