using FundLedger.Ledger;
using FundLedger.Organisations;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Awards;

/// <param name="Entry">That made it payable.</param>
public sealed record TrancheReleased(string Award, int No, Money Amount, EntryId Entry);

/// <summary>Makes a tranche payable, once: GrantsExpense / GrantsPayable and CommitmentReserve / Committed in one entry. Refused while something stands against it.</summary>
public sealed class ReleaseTranche(Database database)
{
    /// <summary>The key is the tranche's own: whoever asks, and however often, it is released once.</summary>
    internal static Asked AskedBy(string actor, string award, int no) => new($"tranche/{award}/{no}", actor);

    /// <param name="actor">Who releases it: a person, or the schedule.</param>
    public Task<Outcome<TrancheReleased>> RunAsync(string actor, string number, int no, DateOnly on, CancellationToken stop = default) => database.WriteAsync<TrancheReleased>(
        AskedBy(actor, number, no).For("release-tranche", OperationField.Of("award", number), OperationField.Of("tranche", no)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, number)).IsDone(out var award, out var refusal)) return refusal;
            if (!(await FindAsync(tx, award, no)).IsDone(out var tranche, out refusal)) return refusal;
            if (await RefusalForAsync(tx, award, tranche, on) is { } notYet) return notYet;
            var books = await Books.OfAsync(tx);
            var left = await AwardStore.OpenPartsAsync(tx, books, award.Fund, award.Subject, AccountRole.Committed);
            var parts = AwardPosting.Split(tranche.Amount, left);
            if (!(await Journal.AppendAsync(tx, AwardPosting.Released(books.Entity(award.Fund.EntityId), award, no, parts, on))).IsDone(out var entry, out refusal)) return refusal;
            await TrancheStore.SetAsync(tx, award, tranche with { IsReleased = true, ReleasedOn = on, Entry = entry });
            return new TrancheReleased(number, no, tranche.Amount, entry);
        }, stop);

    internal static async Task<Outcome<Tranche>> FindAsync(LedgerReader reader, Award award, int no) => (await TrancheStore.ListAsync(reader, award.Id)).FirstOrDefault(tranche => tranche.No == no) is { } tranche ? tranche
        : Refusal.Of("tranche-unknown", "tranche", $"立项 {award.Number} 没有第 {no} 批；签约之后才有批次。", $"Award {award.Number} has no tranche no. {no}; there are tranches from the day it is signed.");

    private static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, Award award, Tranche tranche, DateOnly on)
    {
        if (tranche.IsReleased || tranche.IsCancelled || award.Status != AwardStatus.Active)
            return Refusal.Of("tranche-over", "tranche", $"第 {tranche.No} 批已拨付或已取消。", $"Tranche {tranche.No} was released or cancelled already.");
        if (tranche.DueOn > on) return Refusal.Of("tranche-not-due", "tranche", $"第 {tranche.No} 批 {tranche.DueOn!.Value.ToIso()} 到期。", $"Tranche {tranche.No} is due on {tranche.DueOn!.Value.ToIso()}.");
        var against = await TrancheHolds.OfAsync(tx, award, tranche, on);
        if (against.Count > 0)
            return Refusal.Of("tranche-held", "tranche",
                $"第 {tranche.No} 批暂缓：{string.Join("；", against.Select(hold => hold.Why.Zh))}。", $"Tranche {tranche.No} is held: {string.Join("; ", against.Select(hold => hold.Why.En))}.");
        return award.Terms.Rules.TakesApproval && !tranche.IsApproved
            ? Refusal.Of("tranche-not-approved", "tranche", $"第 {tranche.No} 批尚待批准。", $"Tranche {tranche.No} waits to be approved.") : null;
    }
}

/// <summary>What stands against releasing a tranche, with all that is stored about it.</summary>
internal static class TrancheHolds
{
    /// <summary>Nothing does when the list is empty; then only its day and an approval may be missing.</summary>
    internal static async Task<IReadOnlyList<Hold>> OfAsync(LedgerReader reader, Award award, Tranche tranche, DateOnly on)
    {
        var books = reader is LedgerTransaction tx ? await Books.OfAsync(tx) : await Books.LoadAsync(reader);
        var standing = await Directory.StandingAsync(reader, (await Directory.FindAsync(reader, award.Organisation))!, on);
        return Of(books, award, tranche, await TrancheStore.FactsAsync(reader, award), await AwardStore.OpenPartsAsync(reader, books, award.Fund, award.Subject, AccountRole.Committed), standing);
    }

    /// <summary>The same from what is known.</summary>
    /// <param name="committed">What of the award is promised and not released, by source.</param>
    /// <param name="standing">The organisation's, on the day it would be released: only a qualified one is paid.</param>
    internal static IReadOnlyList<Hold> Of(Books books, Award award, Tranche tranche, AwardFacts facts, IReadOnlyList<(Source Source, Money Amount)> committed, Standing standing)
    {
        if (award.Terms.Tranches.FirstOrDefault(planned => planned.No == tranche.No) is not { } planned) return [new Hold("amended", new("协议变更后已无此批", "the amended agreement has no such tranche"))];
        var holds = new List<Hold>();
        if (tranche.HeldWhy is { } why) holds.Add(new("held", new($"人工暂缓：“{why}”", $"somebody holds it: “{why}”")));
        if (Directory.WhyNot(standing) is { } notQualified) holds.Add(new("organisation-not-qualified", new($"机构{notQualified.Zh}", $"the organisation {notQualified.En}")));
        holds.AddRange(TrancheRules.Against(award, planned, tranche.DueOn, facts, PublicSoFar(books, award, committed) + PublicPartOf(books, award, tranche.Amount)));
        return holds;
    }

    /// <summary>Public money the award bore so far: what its public sources were to bear less what of it is still committed.</summary>
    private static Money PublicSoFar(Books books, Award award, IReadOnlyList<(Source Source, Money Amount)> committed)
    {
        var entity = books.Entity(award.Fund.EntityId);
        var promised = award.Terms.Parts.Where(part => books.FindSource(entity, part.Source)!.IsPublic).Aggregate(Money.Zero(award.Amount.Currency), (sum, part) => sum + part.Amount);
        return committed.Where(part => part.Source.IsPublic).Aggregate(promised, (sum, part) => sum - part.Amount);
    }

    /// <summary>The most of an amount that public sources bear, by their share of the award.</summary>
    private static Money PublicPartOf(Books books, Award award, Money amount)
    {
        var entity = books.Entity(award.Fund.EntityId);
        var weights = award.Terms.Parts.GroupBy(part => books.FindSource(entity, part.Source)!.IsPublic).ToDictionary(group => group.Key, group => group.Sum(part => part.Amount.MinorUnits));
        return amount.Allocate([weights.GetValueOrDefault(true), weights.GetValueOrDefault(false)])[0];
    }
}

/// <param name="Day">Whose tranches were asked for.</param>
/// <param name="Released">What this run made payable.</param>
/// <param name="Held">What stays, and why.</param>
public sealed record DueRun(DateOnly Day, IReadOnlyList<TrancheReleased> Released, IReadOnlyList<(string Award, int No, Refusal Why)> Held);

/// <summary>Releases the tranches that have fallen due. Run it as often, as late and on as many nodes as you like: each is released once.</summary>
public sealed class ReleaseDueTranches(Database database)
{
    /// <summary>As many are asked for at once; they share a commit.</summary>
    private const int AtOnce = 64;

    private static readonly SqlFile ListPlanned = new("awards/list_planned_tranches");

    /// <param name="actor">Who runs it: the schedule, or a person.</param>
    public async Task<DueRun> RunAsync(string actor, DateOnly day, CancellationToken stop = default)
    {
        var due = await database.ReadAsync(reader => reader.QueryAsync<DueRow>(ListPlanned, new { day = day.ToIso() }), stop);
        var (released, held) = (new List<TrancheReleased>(), new List<(string, int, Refusal)>());
        foreach (var some in due.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(some.Select(row => new ReleaseTranche(database).RunAsync(actor, row.Number, (int)row.TrancheNo, day, stop)));
            for (var i = 0; i < some.Length; i++)
            {
                if (outcomes[i] is Outcome<TrancheReleased>.Done { WasDoneBefore: true }) continue;  // another run was quicker
                if (outcomes[i].IsDone(out var done, out var refusal)) released.Add(done);
                else if (refusal.Code != "tranche-over") held.Add((some[i].Number, (int)some[i].TrancheNo, refusal));
            }
        }

        return new DueRun(day, released, held);
    }

    private sealed record DueRow
    {
        public string Number { get; init; } = "";
        public long TrancheNo { get; init; }
    }
}
