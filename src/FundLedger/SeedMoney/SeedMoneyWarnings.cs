using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>How many days before money must be spent people are told of it.</summary>
/// <param name="FirstDays">From then on it is listed.</param>
/// <param name="LastDays">From then on it is urgent; at most the first.</param>
public sealed record SeedMoneyWarnings(int FirstDays, int LastDays)
{
    private static readonly SqlFile Find = new("seed_money/find_warnings");

    /// <summary>Where an entity sets nothing.</summary>
    public static readonly SeedMoneyWarnings Standing = new(90, 30);

    public static async Task<SeedMoneyWarnings> OfAsync(LedgerReader reader, Entity entity) =>
        await reader.FindAsync<Row>(Find, new { entity_id = entity.Id }) is { } row ? new((int)row.FirstDays, (int)row.LastDays) : Standing;

    /// <summary>Null while nobody needs to be told.</summary>
    internal DeadlineStage? StageOf(DateOnly spendBy, DateOnly today) => (spendBy.DayNumber - today.DayNumber) switch
    {
        < 0 => DeadlineStage.Over,
        var days when days <= LastDays => DeadlineStage.Near,
        var days when days <= FirstDays => DeadlineStage.Coming,
        _ => null,
    };

    private sealed record Row
    {
        public long FirstDays { get; init; }
        public long LastDays { get; init; }
    }
}

public sealed record SeedMoneyWarningsSet(int FirstDays, int LastDays);

/// <summary>Sets from when on money that must be spent is listed.</summary>
public sealed class SetSeedMoneyWarnings(Database database)
{
    private const int MostDays = 3_660;

    private static readonly SqlFile Upsert = new("seed_money/upsert_warnings");

    /// <param name="entity">Code of the entity; null for the only one.</param>
    public Task<Outcome<SeedMoneyWarningsSet>> RunAsync(Asked asked, SeedMoneyWarnings wanted, string? entity = null, CancellationToken stop = default) => database.WriteAsync<SeedMoneyWarningsSet>(
        asked.For("set-seed-money-warnings", OperationField.Of("first", wanted.FirstDays), OperationField.Of("last", wanted.LastDays), OperationField.Of("entity", entity)),
        async tx =>
        {
            if (!(await Books.OfAsync(tx)).EntityOrOnly(entity).IsDone(out var found, out var refusal)) return refusal;
            if (wanted.LastDays < 0 || wanted.LastDays > wanted.FirstDays || wanted.FirstDays > MostDays)
                return Refusal.Of("warning-days", "first", $"提醒天数须为 0 至 {MostDays}，且首次提醒不晚于末次提醒。", $"The days are 0 to {MostDays}, and the first warning is not later than the last.");
            await tx.ExecuteAsync(Upsert, new { entity_id = found.Id, first_days = (long)wanted.FirstDays, last_days = (long)wanted.LastDays });
            return new SeedMoneyWarningsSet(wanted.FirstDays, wanted.LastDays);
        }, stop);
}
