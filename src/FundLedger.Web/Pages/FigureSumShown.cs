using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages;

/// <summary>Which figure a list of entries explains, in words, and what they add up to.</summary>
/// <param name="Sum">Null when the list holds only a part of them.</param>
public sealed record FigureSumShown(CountedLines Counted, FigureSum? Sum, Language Language)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public FigureBasis Basis => Counted.Basis;

    public string Measure => Basis.Measure.Name.In(Language);

    /// <summary>Names of the accounts, where the figure is of some and not of all that the measure counts.</summary>
    public IEnumerable<string> Accounts => Basis.Accounts.Select(code => $"{code} {Counted.Accounts.FirstOrDefault(account => account.Code == code)?.Name.In(Language)}".TrimEnd());

    /// <summary>The one source or kind of source that counts; null for all.</summary>
    public Source? Source => Basis.Source is null ? null : Counted.Sources[0];

    /// <summary>Which part counts, in words; null for all.</summary>
    public string? Part => Basis.Part switch
    {
        FigurePart.Released => In("解除限定", "what lifts a restriction"),
        FigurePart.Corrected => In("以前年度损益调整", "what corrects an earlier year"),
        FigurePart.Begun => In("期初建账及其他", "opening balances and other"),
        FigurePart.Inside => In("表内各基金之间的划转", "transfers between the funds of the report"),
        FigurePart.Outside => In("与表外基金的划转", "transfers to and from other funds"),
        _ => null,
    };

    /// <summary>The days that count, as people say them.</summary>
    public string Days => (Basis.From, Basis.To) switch
    {
        ({ } first, { } last) => $"{first.ToIso()} – {last.ToIso()}",
        ({ } first, null) => In($"{first.ToIso()} 起", $"from {first.ToIso()}"),
        (null, { } last) => In($"截至 {last.ToIso()}", $"up to {last.ToIso()}"),
        _ => In("全部日期", "all days"),
    };
}
