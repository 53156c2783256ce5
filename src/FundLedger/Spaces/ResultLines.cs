namespace FundLedger.Spaces;

/// <param name="IsEligible">Of a cost: support may be given for it.</param>
public sealed record ResultLineKind(string Code, Bilingual Name, bool IsEligible = true);

/// <summary>The lines that forms and lists ask for. A report made elsewhere may have others.</summary>
public static class ResultLines
{
    public static IReadOnlyList<ResultLineKind> Costs { get; } =
    [
        new("staff", new("人员费用", "Staff")), new("premises", new("场地费用", "Premises")), new("utilities", new("水电通讯", "Utilities")), new("activities", new("活动费用", "Activities")), new("upkeep", new("维护维修", "Upkeep")),
        new("other-cost", new("其他成本", "Other costs")), new("outside", new("不予支持的成本", "Costs outside support"), IsEligible: false),
    ];

    /// <summary>What the space earns itself; the fund's support is none of it.</summary>
    public static IReadOnlyList<ResultLineKind> Revenues { get; } =
    [
        new("fees", new("服务收费", "Service fees")), new("lettings", new("场地出租", "Lettings")), new("contracts", new("承接服务", "Service contracts")), new("gifts", new("捐赠收入", "Gifts")), new("other-revenue", new("其他收入", "Other revenue")),
    ];

    /// <summary>In both languages where the line is one of these; otherwise as it was reported.</summary>
    public static Bilingual NameOf(ResultLine line) => Costs.Concat(Revenues).FirstOrDefault(kind => kind.Code == line.Code)?.Name ?? Bilingual.Same(line.Name);

    /// <summary>The lines with an amount, of the amounts in the order of the kinds.</summary>
    public static IReadOnlyList<ResultLine> Of(IReadOnlyList<ResultLineKind> kinds, IReadOnlyList<Money?> amounts) =>
        [.. kinds.Zip(amounts).Where(pair => pair.Second is { IsZero: false }).Select(pair => new ResultLine(pair.First.Code, pair.First.Name.Zh, pair.Second!.Value, pair.First.IsEligible))];
}
