using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>Two figures that must be the same, each reached another way. A report prints the checks it passed, and one that failed is not written.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="What">What is compared with what: <c>资产 = 负债 + 净资产</c>.</param>
/// <param name="Left">An amount or a count.</param>
public sealed record Check(string Key, Bilingual What, Cell Left, Cell Right)
{
    public bool Passed => Left == Right;

    public static Check Of(string key, Bilingual what, Money left, Money right) => new(key, what, Cell.Of(left), Cell.Of(right));

    public static Check Of(string key, Bilingual what, long left, long right) => new(key, what, Cell.Of(left), Cell.Of(right));

    /// <summary>The check as a sentence, both figures in it: <c>核对：资产 = 负债 + 净资产：1,000.00 = 1,000.00，相符。</c></summary>
    public string Said(Language language)
    {
        var (left, right) = (CellTexts.Of(Left, language), CellTexts.Of(Right, language));
        return Passed
            ? new Bilingual($"核对：{What.Zh}：{left} = {right}，相符。", $"Checked: {What.En}: {left} = {right}, agrees.").In(language)
            : new Bilingual($"核对：{What.Zh}：{left} ≠ {right}，不符。", $"Checked: {What.En}: {left} is not {right}.").In(language);
    }
}
