using FundLedger.Awards;
using FundLedger.Programmes;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Pages.Awards;

/// <summary>One thing that differs between two versions of an award.</summary>
/// <param name="Before">Null where there was none; the same text in both languages is words or figures of the books.</param>
/// <param name="After">Null where there is none any more.</param>
public sealed record AwardChange(Bilingual What, Bilingual? Before, Bilingual? After)
{
    /// <summary>What differs, in the order people read an agreement.</summary>
    internal static IReadOnlyList<AwardChange> Between(AwardTerms before, AwardTerms after) =>
    [
        .. Differing(new("项目名称", "Project"), Bilingual.Same(before.Title), Bilingual.Same(after.Title)),
        .. Differing(new("资助额", "Amount"), Text(before.Amount), Text(after.Amount)),
        .. Differing(new("机构自筹", "The organisation's own"), Text(before.Own), Text(after.Own)),
        .. Differing(new("项目开始", "Project starts"), Bilingual.Same(before.Starts.ToIso()), Bilingual.Same(after.Starts.ToIso())),
        .. Differing(new("项目结束", "Project ends"), Bilingual.Same(before.Ends.ToIso()), Bilingual.Same(after.Ends.ToIso())),
        .. Pairs(before.Parts, after.Parts, part => part.Source, part => Text(part.Amount), source => new($"来源 {source}", $"Source {source}")),
        .. Pairs(before.Budget, after.Budget, line => line.Code, Text, code => new($"预算项 {code}", $"Budget line {code}")),
        .. Pairs(before.Tranches, after.Tranches, tranche => $"{tranche.No}", Text, no => new($"第 {no} 批", $"Tranche {no}")),
        .. Differing(new("重新公示至", "Published once more until"), Day(before.PublishedAgainUntil), Day(after.PublishedAgainUntil)),
    ];

    private static IEnumerable<AwardChange> Pairs<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key, Func<T, Bilingual> text, Func<string, Bilingual> what)
        where T : class =>
        before.Select(key).Union(after.Select(key)).SelectMany(one => Differing(what(one), Find(before, one, key, text), Find(after, one, key, text)));

    private static Bilingual? Find<T>(IReadOnlyList<T> all, string wanted, Func<T, string> key, Func<T, Bilingual> text)
        where T : class => all.FirstOrDefault(one => key(one) == wanted) is { } found ? text(found) : null;

    private static IEnumerable<AwardChange> Differing(Bilingual what, Bilingual? before, Bilingual? after) => before == after ? [] : [new AwardChange(what, before, after)];

    private static Bilingual Text(Money amount) => Bilingual.Same(amount.ToGroupedText());

    private static Bilingual? Day(DateOnly? day) => day is { } known ? Bilingual.Same(known.ToIso()) : null;

    private static Bilingual Text(AwardLine line) => new($"{line.Name}（{line.Kind.Name().Zh}）资助 {line.Amount.ToGroupedText()}，自筹 {line.Own.ToGroupedText()}", $"{line.Name} ({line.Kind.Name().En}): {line.Amount.ToGroupedText()} of the award, {line.Own.ToGroupedText()} their own");

    /// <summary>A tranche as agreed, in one line: amount, day, what it needs.</summary>
    internal static Bilingual Text(AwardTranche tranche)
    {
        var (from, days) = (tranche.Counts.Name(), tranche.Days);
        var unit = tranche.InWorkingDays ? new Bilingual("个工作日", "working day(s)") : new("天", "day(s)");
        var (zh, en) = tranche.Counts == TrancheDay.Milestone ? (tranche.Day?.ToIso() ?? "条件齐备时", tranche.Day?.ToIso() ?? "when complete") : ($"{from.Zh}后 {days} {unit.Zh}", $"{days} {unit.En} after {from.En}");
        return new($"{tranche.Amount.ToGroupedText()}，{zh}{string.Concat(tranche.Needs.Select(need => $"，{need.Kind.Name().Zh}"))}", $"{tranche.Amount.ToGroupedText()}, {en}{string.Concat(tranche.Needs.Select(need => $", {need.Kind.Name().En.ToLowerInvariant()}"))}");
    }
}

/// <param name="TitledBy">Id of the heading above it.</param>
public sealed record ChangesShown(IReadOnlyList<AwardChange> Changes, Language Language, string TitledBy)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);

    internal IHtmlContent Cell(Bilingual? text) => text is not { } said ? new HtmlString("<span class=\"nil\">–</span>") : Shown.Said(said.In(Language));
}
