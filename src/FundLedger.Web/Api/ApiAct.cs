using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>What an endpoint does, as its reference tells it.</summary>
/// <param name="Id">Stable: programs are generated from it.</param>
/// <param name="Part">Under which heading of the reference.</param>
/// <param name="Parameters">Every one that it takes; another is refused by name.</param>
internal sealed record ApiAct(string Id, string Part, Bilingual Summary, string Says, IReadOnlyList<ApiParameter> Parameters)
{
    /// <summary>A body that does something in the books of the conformance test; null where it takes none.</summary>
    public string? Example { get; init; }

    public bool IsWrite { get; init; }

    /// <summary>It changes what is kept in versions.</summary>
    public bool NeedsMatch { get; init; }

    /// <summary>Answers with one record that has a tag.</summary>
    public bool IsTagged { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>The body is a file, as it is: <see cref="Example"/> is then its content.</summary>
    public bool TakesAFile { get; init; }

    /// <summary>Media types of a file it answers with; empty for JSON.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>A parameter of an address.</summary>
/// <param name="Example">One that is good in the books of the conformance test; null where it is best left out there.</param>
internal sealed record ApiParameter(string Name, Bilingual Says, string? Example = null, ApiParameterForm Form = ApiParameterForm.Text, IReadOnlyList<string>? Words = null, bool IsRequired = false)
{
    internal const string LimitName = "limit";
    internal const string AfterName = "after";

    internal static readonly ApiParameter Fund = new("fund", new("基金代码", "code of a fund"), "F1");
    internal static readonly ApiParameter From = new("from", new("第一天，含当天", "the first day, included"), "2026-01-01", ApiParameterForm.Day);
    internal static readonly ApiParameter To = new("to", new("最后一天，含当天", "the last day, included"), "2026-04-15", ApiParameterForm.Day);
    internal static readonly ApiParameter KnownAt = new("knownAt", new("按某一时刻已记录的来算，如 2026-01-31T08:00:00Z", "as it was known at a moment, such as 2026-01-31T08:00:00Z"), null, ApiParameterForm.Moment);

    internal static readonly IReadOnlyList<ApiParameter> Paging =
    [
        new(LimitName, new($"每页多少项，{ApiLimits.FewestItems} 至 {ApiLimits.MostItems}，不写为 {ApiLimits.ItemsUnlessSaid}", $"items of a page, {ApiLimits.FewestItems} to {ApiLimits.MostItems}; {ApiLimits.ItemsUnlessSaid} unless said"), "2", ApiParameterForm.Number),
        new(AfterName, new("上一页的 next", "the next of the page before")),
    ];

    /// <summary>In the path.</summary>
    internal static ApiParameter Path(string name, Bilingual says, string example, ApiParameterForm form = ApiParameterForm.Text) => new(name, says, example, form, IsRequired: true);
}

internal enum ApiParameterForm
{
    Text,
    Number,
    Day,
    Moment,
}
