using FundLedger.Budgets;
using FundLedger.Calendar;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>What is to hold of an award from now on; what was released stays as it was.</summary>
/// <param name="Version">The version that is amended: another amendment in between makes this one void.</param>
/// <param name="Parts">Null to keep the sources: what is added or taken off is shared as what is left of them.</param>
/// <param name="Tranches">Those released unchanged; null to keep all.</param>
public sealed record Amendment(
    string Award, int Version, string Title, Money Amount, Money Own, DateOnly Starts, DateOnly Ends, IReadOnlyList<AwardLine> Budget, string Reason, DateOnly On, IReadOnlyList<AwardPart>? Parts = null,
    IReadOnlyList<AwardTranche>? Tranches = null);

/// <param name="Entry">That changed what is committed; null where no money moved.</param>
/// <param name="PublishedUntil">The last day on which it may be objected to, where it is published once more; null where it is not.</param>
public sealed record AwardAmended(string Award, int Version, EntryId? Entry, DateOnly? PublishedUntil = null);

/// <summary>Amends an award: more or less money, other sources, other tranches, other days. The amendment is signed before anything more is released.
/// Another amount before it is signed is published anew: what people could object to was the earlier one.</summary>
public sealed class AmendAward(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<Amendment, AwardAmended> Kind = new("amend-award", EntryKind.AwardChanged.Name, SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<AwardAmended>> RunAsync(Asked asked, Amendment amendment, CancellationToken stop = default) => database.WriteAsync<AwardAmended>(
        asked.For("amend-award", OperationField.Of("amendment", GrantJson.Write(amendment))),
        async tx => await Checked.RefusalForAsync(tx, Kind, amendment.Amount) is { } notAlone ? notAlone : await RunAsync(tx, amendment, new Agreed(0, asked.Actor, [])), stop);

    internal static async Task<Outcome<AwardAmended>> RunAsync(LedgerTransaction tx, Amendment amendment, Agreed agreed)
    {
        if (!(await FindAsync(tx, amendment)).IsDone(out var award, out var refusal)) return refusal;
        var books = await Books.OfAsync(tx);
        var entity = books.Entity(award.Fund.EntityId);
        if (!(await PartsAsync(tx, books, entity, award, amendment)).IsDone(out var parts, out refusal)) return refusal;
        var terms = award.Terms with
        {
            Title = amendment.Title.Trim(),
            Amount = amendment.Amount,
            Own = amendment.Own,
            Starts = amendment.Starts,
            Ends = amendment.Ends,
            Parts = [.. parts.Where(part => !part.Amount.IsZero).Select(part => new AwardPart(part.Source.Code, part.Amount))],
            Budget = amendment.Budget,
            Tranches = amendment.Tranches ?? award.Terms.Tranches,
        };
        var isPublishedAgain = award.Status == AwardStatus.Decided && terms.Amount != award.Amount;
        if (isPublishedAgain) terms = terms with { PublishedAgainUntil = await PublishedUntilAsync(tx, books, award, amendment.On) };
        var tranches = await TrancheStore.ListAsync(tx, award.Id);
        if ((AwardTermsRules.RefusalFor(terms, award.Fund) ?? RefusalForReleased(award, terms, tranches) ?? await RefusalForBudgetAsync(tx, award, amendment)) is { } wrong) return wrong;

        if (!(await PostAsync(tx, books, entity, award, parts, amendment.On)).IsDone(out var entry, out refusal)) return refusal;
        await AwardStore.InsertVersionAsync(tx, award.Id, award.Version + 1, terms, amendment.Reason, entry, agreed.Maker, agreed.Proposal == 0 ? null : agreed.Proposal);
        await AwardStore.SetAsync(tx, award, terms.Amount, award.Status, award.EndedOn);
        return new AwardAmended(award.Number, award.Version + 1, entry, isPublishedAgain ? terms.PublishedAgainUntil : null);
    }

    /// <summary>As many working days of publicity as its round or programme asks for, from the day it is amended; null where nothing is published.</summary>
    private static async Task<DateOnly?> PublishedUntilAsync(LedgerTransaction tx, Books books, Award award, DateOnly on)
    {
        var terms = award.Round is { } round ? (await GrantReading.FindRoundAsync(tx, books, round))!.Terms : (await GrantReading.ProgrammesAsync(tx, books)).First(programme => programme.Code == award.Programme).Terms;
        return terms.PublicityWorkingDays == 0 ? null : (await WorkingDays.LoadAsync(tx)).After(on, terms.PublicityWorkingDays);
    }

    /// <summary>What each source bears less what it bore before: more is committed, less goes back.</summary>
    private static async Task<Outcome<EntryId?>> PostAsync(LedgerTransaction tx, Books books, Entity entity, Award award, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on)
    {
        var changes = parts.ToDictionary(part => part.Source, part => part.Amount);
        foreach (var before in award.Terms.Parts)
        {
            var source = books.FindSource(entity, before.Source)!;
            changes[source] = changes.GetValueOrDefault(source, Money.Zero(award.Amount.Currency)) - before.Amount;
        }

        if (changes.Values.All(change => change.IsZero)) return new Outcome<EntryId?>.Done(null);
        var draft = AwardPosting.Committed(entity, award.Fund, award.Number, award.Subject, changes.OrderBy(change => change.Key.Id).Select(change => (change.Key, change.Value)), EntryKind.AwardChanged, on);
        return await Journal.AppendAsync(tx, draft).Then(entry => (EntryId?)entry);
    }

    private static async Task<Outcome<IReadOnlyList<(Source Source, Money Amount)>>> PartsAsync(LedgerTransaction tx, Books books, Entity entity, Award award, Amendment amendment)
    {
        var left = await OpenParts.OfAsync(tx, books, award.Fund, award.Subject, AccountRole.Committed);
        var before = award.Terms.Parts.Select(part => (Source: books.FindSource(entity, part.Source)!, part.Amount)).ToList();
        IReadOnlyList<(Source Source, Money Amount)> parts;
        if (amendment.Parts is { } named)
        {
            if (!AwardTermsRules.PartsOf(books, entity, named, amendment.Amount).IsDone(out var asked, out var refusal)) return refusal;
            parts = asked;
        }
        else
        {
            var change = amendment.Amount - award.Terms.Amount;
            var weights = change.IsNegative ? [.. before.Select(part => left.Where(one => one.Source.Id == part.Source.Id).Sum(one => one.Amount.MinorUnits))] : before.Select(part => part.Amount.MinorUnits).ToList();
            if (change.IsNegative && weights.Sum() < -change.MinorUnits) return TooLittle(award, weights.Sum());
            var shared = change.IsZero ? null : change.Allocate(weights);
            parts = [.. before.Select((part, i) => (part.Source, shared is null ? part.Amount : part.Amount + shared[i]))];
        }

        foreach (var part in before)
        {
            var released = part.Amount - left.Where(one => one.Source.Id == part.Source.Id).Aggregate(Money.Zero(award.Amount.Currency), (sum, one) => sum + one.Amount);
            var now = parts.Where(one => one.Source.Id == part.Source.Id).Aggregate(Money.Zero(award.Amount.Currency), (sum, one) => sum + one.Amount);
            if (now.MinorUnits < released.MinorUnits)
                return Refusal.Of("award-released", "parts", $"来源 {part.Source.Code} 已承担 {released.ToGroupedText()}，不能改为 {now.ToGroupedText()}。", $"Source {part.Source.Code} has borne {released} already; it cannot become {now}.");
        }

        return new Outcome<IReadOnlyList<(Source Source, Money Amount)>>.Done(parts);
    }

    private static Refusal TooLittle(Award award, long leftMinor) => Refusal.Of("award-released", "amount",
        $"立项 {award.Number} 尚未拨付的只有 {new Money(leftMinor, award.Amount.Currency).ToGroupedText()}，不能减少这么多。", $"Only {new Money(leftMinor, award.Amount.Currency)} of award {award.Number} is not released yet; it cannot be lowered by more.");

    /// <summary>What was released, or taken off, is never restated.</summary>
    private static Refusal? RefusalForReleased(Award award, AwardTerms terms, IReadOnlyList<Tranche> tranches)
    {
        foreach (var tranche in tranches.Where(tranche => tranche.IsReleased || tranche.IsCancelled))
        {
            var now = terms.Tranches.FirstOrDefault(one => one.No == tranche.No);
            if (tranche.IsReleased && now != award.Terms.Tranches.First(one => one.No == tranche.No) && (now is null || now.Amount != tranche.Amount))
                return Refusal.Of("tranche-released", "tranches", $"第 {tranche.No} 批已拨付，不能更改。", $"Tranche {tranche.No} was released; it cannot be changed.");
            if (tranche.IsCancelled && now is not null)
                return Refusal.Of("tranche-cancelled", "tranches", $"第 {tranche.No} 批已取消，新批次请用别的编号。", $"Tranche {tranche.No} was cancelled; give a new one another number.");
        }

        return null;
    }

    /// <summary>More money is asked of the round's budget, and of the envelope that the decision was charged to.</summary>
    private static async Task<Refusal?> RefusalForBudgetAsync(LedgerTransaction tx, Award award, Amendment amendment)
    {
        var more = amendment.Amount - award.Terms.Amount;
        if (!more.IsPositive) return null;
        await Periods.HoldAsync(tx, award.Fund.EntityId);
        if (award.Round is { } code && await DecideAward.RefusalForBudgetAsync(tx, (await GrantReading.FindRoundAsync(tx, await Books.OfAsync(tx), code))!, more) is { } noBudget) return noBudget;
        var decision = (await AwardStore.VersionsAsync(tx, award))[0].Entry!.Value;
        return await EnvelopeUses.RefusalForMoreAsync(tx, decision, award.Fund, more);
    }

    private static async Task<Outcome<Award>> FindAsync(LedgerTransaction tx, Amendment amendment)
    {
        if (!(await AwardStore.HoldAsync(tx, amendment.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (award.Status is not (AwardStatus.Decided or AwardStatus.Active))
            return Refusal.Of("award-over", "award", $"立项 {award.Number} {award.StageOn(tx.Today).Name().Zh}，不能再变更。", $"Award {award.Number} is {award.StageOn(tx.Today).Name().En.ToLowerInvariant()}; it can no longer be amended.");
        if (amendment.Version != award.Version)
            return Refusal.Of("award-changed", "version", $"立项 {award.Number} 已是第 {award.Version} 版，请按最新版重新提出变更。", $"Award {award.Number} is at version {award.Version} by now: amend that.");
        if (string.IsNullOrWhiteSpace(amendment.Reason)) return Refusal.Of("reason-missing", "reason", "请写明变更理由。", "Say why it is amended.");
        if (string.IsNullOrWhiteSpace(amendment.Title)) return Refusal.Of("award-title", "title", "请填写项目名称。", "Give the project a name.");
        return (KeptText.Reason.RefusalFor(amendment.Reason, "reason") ?? KeptText.Title.RefusalFor(amendment.Title, "title") ?? Amounts.RefusalFor(amendment.Amount, award.Fund)) is { } bad ? bad : award;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, Amendment amendment)
    {
        if (!(await FindAsync(tx, amendment)).IsDone(out var award, out var refusal)) return refusal;
        return new ProposalSubject("award", award.Number, AwardSubjects.VersionOf(award), Target.Of(award.Fund, await Books.OfAsync(tx)), amendment.Amount);
    }
}

/// <summary>What an approval about an award was given to.</summary>
internal static class AwardSubjects
{
    internal static byte[] VersionOf(Award award, params IEnumerable<string> more) => ProposalSubject.VersionOf([award.Number, $"{award.Version}", award.Status.ToString(), .. more]);
}
