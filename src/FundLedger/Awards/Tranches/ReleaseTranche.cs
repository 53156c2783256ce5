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
    public Task<Outcome<TrancheReleased>> RunAsync(string actor, string number, int no, DateOnly on, CancellationToken stop = default) => WriteAsync(actor, number, no, tx => RunAsync(tx, number, no, on), stop);

    /// <summary>The same for one that was read with many others: as long as it is as it was read, it is not read again.</summary>
    internal Task<Outcome<TrancheReleased>> RunAsync(string actor, PlannedRelease planned, DateOnly on, CancellationToken stop = default) => WriteAsync(
        actor, planned.Award.Number, planned.Tranche.No,
        async tx => await AwardStore.HoldUnchangedAsync(tx, planned.Award, planned.Mark)
            ? await PostAsync(tx, planned.Award, planned.Tranche, planned.Committed, on) : await RunAsync(tx, planned.Award.Number, planned.Tranche.No, on),
        stop);

    private Task<Outcome<TrancheReleased>> WriteAsync(string actor, string number, int no, Func<LedgerTransaction, Task<Outcome<TrancheReleased>>> rule, CancellationToken stop) =>
        database.WriteAsync(AskedBy(actor, number, no).For("release-tranche", OperationField.Of("award", number), OperationField.Of("tranche", no)), rule, stop);

    private static async Task<Outcome<TrancheReleased>> RunAsync(LedgerTransaction tx, string number, int no, DateOnly on)
    {
        if (!(await AwardStore.HoldAsync(tx, number)).IsDone(out var award, out var refusal)) return refusal;
        if (!(await FindAsync(tx, award, no)).IsDone(out var tranche, out refusal)) return refusal;
        if ((RefusalFor(award, tranche, on) ?? RefusalFor(award, tranche, await TrancheHolds.OfAsync(tx, award, tranche, on))) is { } notYet) return notYet;
        return await PostAsync(tx, award, tranche, await OpenParts.OfAsync(tx, await Books.OfAsync(tx), award.Fund, award.Subject, AccountRole.Committed), on);
    }

    private static async Task<Outcome<TrancheReleased>> PostAsync(LedgerTransaction tx, Award award, Tranche tranche, IReadOnlyList<(Source Source, Money Amount)> committed, DateOnly on)
    {
        var draft = AwardPosting.Released((await Books.OfAsync(tx)).Entity(award.Fund.EntityId), award, tranche.No, OpenParts.Split(tranche.Amount, committed), on);
        if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out var refusal)) return refusal;
        await TrancheStore.SetAsync(tx, award, tranche with { IsReleased = true, ReleasedOn = on, Entry = entry });
        return new TrancheReleased(award.Number, tranche.No, tranche.Amount, entry);
    }

    internal static async Task<Outcome<Tranche>> FindAsync(LedgerReader reader, Award award, int no) => (await TrancheStore.ListAsync(reader, award.Id)).FirstOrDefault(tranche => tranche.No == no) is { } tranche ? tranche
        : Refusal.Of("tranche-unknown", "tranche", $"立项 {award.Number} 没有第 {no} 批；签约之后才有批次。", $"Award {award.Number} has no tranche no. {no}; there are tranches from the day it is signed.");

    private static Refusal? RefusalFor(Award award, Tranche tranche, DateOnly on) => tranche.IsReleased || tranche.IsCancelled || award.Status != AwardStatus.Active
        ? Refusal.Of("tranche-over", "tranche", $"第 {tranche.No} 批已拨付或已取消。", $"Tranche {tranche.No} was released or cancelled already.")
        : tranche.DueOn > on ? Refusal.Of("tranche-not-due", "tranche", $"第 {tranche.No} 批 {tranche.DueOn!.Value.ToIso()} 到期。", $"Tranche {tranche.No} is due on {tranche.DueOn!.Value.ToIso()}.") : null;

    /// <summary>Of one whose day has come.</summary>
    internal static Refusal? RefusalFor(Award award, Tranche tranche, IReadOnlyList<Hold> against)
    {
        if (against.Count > 0)
            return Refusal.Of("tranche-held", "tranche",
                $"第 {tranche.No} 批暂缓：{string.Join("；", against.Select(hold => hold.Why.Zh))}。", $"Tranche {tranche.No} is held: {string.Join("; ", against.Select(hold => hold.Why.En))}.");
        return award.Terms.Rules.TakesApproval && !tranche.IsApproved
            ? Refusal.Of("tranche-not-approved", "tranche", $"第 {tranche.No} 批尚待批准。", $"Tranche {tranche.No} waits to be approved.") : null;
    }
}

/// <summary>A tranche that may be released, as it was read with many others.</summary>
/// <param name="Mark">See <see cref="AwardStore.MarksAsync"/>.</param>
internal sealed record PlannedRelease(Award Award, Tranche Tranche, IReadOnlyList<(Source Source, Money Amount)> Committed, long Mark);

/// <summary>What stands against releasing a tranche, with all that is stored about it.</summary>
internal static class TrancheHolds
{
    /// <summary>Nothing does when the list is empty; then only its day and an approval may be missing.</summary>
    internal static async Task<IReadOnlyList<Hold>> OfAsync(LedgerReader reader, Award award, Tranche tranche, DateOnly on)
    {
        var books = reader is LedgerTransaction tx ? await Books.OfAsync(tx) : await Books.LoadAsync(reader);
        var standing = await Directory.StandingAsync(reader, (await Directory.FindAsync(reader, award.Organisation))!, on);
        return Of(books, award, tranche, await TrancheStore.FactsAsync(reader, award), await OpenParts.OfAsync(reader, books, award.Fund, award.Subject, AccountRole.Committed), standing);
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
/// <remarks>All of them are read and decided about at once; each is then written by itself, and decided about again if anything was done to it, or to its organisation, in between.</remarks>
public sealed class ReleaseDueTranches(Database database)
{
    /// <summary>As many are asked for at once; they share a commit.</summary>
    private const int AtOnce = 64;

    /// <param name="actor">Who runs it: the schedule, or a person.</param>
    public async Task<DueRun> RunAsync(string actor, DateOnly day, CancellationToken stop = default)
    {
        var (planned, held) = await database.ReadAsync(reader => PlanAsync(reader, day), stop);
        var (released, release) = (new List<TrancheReleased>(), new ReleaseTranche(database));
        foreach (var some in planned.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(some.Select(one => release.RunAsync(actor, one, day, stop)));
            for (var i = 0; i < some.Length; i++)
            {
                if (outcomes[i] is Outcome<TrancheReleased>.Done { WasDoneBefore: true }) continue;  // another run was quicker
                if (outcomes[i].IsDone(out var done, out var refusal)) released.Add(done);
                else if (refusal.Code != "tranche-over") held.Add((some[i].Award.Number, some[i].Tranche.No, refusal));
            }
        }

        return new DueRun(day, released, held);
    }

    /// <summary>What is to be released, and what stays and why, as the books stand.</summary>
    internal static async Task<(IReadOnlyList<PlannedRelease> Planned, List<(string Award, int No, Refusal Why)> Held)> PlanAsync(LedgerReader reader, DateOnly day)
    {
        var work = await AwardsAtWork.OpenAsync(reader, await Books.LoadAsync(reader), day, day);
        var marks = await AwardStore.MarksAsync(reader);
        var (planned, held) = (new List<PlannedRelease>(), new List<(string Award, int No, Refusal Why)>());
        foreach (var (award, tranche, _, against) in work.Tranches.Where(one => !one.Tranche.IsReleased && marks.ContainsKey(one.Award.Id)))
        {
            if (ReleaseTranche.RefusalFor(award, tranche, against) is { } refusal) held.Add((award.Number, tranche.No, refusal));
            else planned.Add(new PlannedRelease(award, tranche, [.. work.Committed[award.Id]], marks[award.Id]));
        }

        return (planned, held);
    }
}
