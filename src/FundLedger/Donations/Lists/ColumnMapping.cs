using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Which column of one file holds which part of a gift.</summary>
/// <param name="Columns">Amount is always there.</param>
/// <param name="Unit">Yuan in one unit of the amount column: 10,000 when it counts in 万元.</param>
public sealed record ColumnMapping(IReadOnlyDictionary<ListColumn, MappedColumn> Columns, int Unit)
{
    internal int IndexOf(ListColumn column) => Columns.TryGetValue(column, out var mapped) ? mapped.Index : -1;

    internal string HeaderOf(ListColumn column) => Columns.TryGetValue(column, out var mapped) ? mapped.Header : "";

    /// <summary>The mapping for people, one line for each part.</summary>
    public IReadOnlyList<Bilingual> Describe()
    {
        List<Bilingual> lines = [];
        foreach (var part in Enum.GetValues<ListColumn>())
        {
            var name = part.NameOf();
            if (!Columns.TryGetValue(part, out var column)) continue;
            var how = column.Guessed ? new Bilingual("推测", "guessed") : new Bilingual("指定", "as told");
            lines.Add(new(
                $"{name.Zh} ← 第{column.Index + 1}列“{column.Header}”（{how.Zh}）",
                $"{name.En} ← column {column.Index + 1} \"{column.Header}\" ({how.En})"));
        }

        if (Unit != 1) lines.Add(new($"金额单位：{Unit}元", $"the amounts are in units of {Unit}"));
        return lines;
    }
}

/// <summary>One column.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Header">As the file writes it, without outer blanks; <c>#3</c> in a file without a header.</param>
/// <param name="Guessed">False when the profile named it.</param>
public sealed record MappedColumn(int Index, string Header, bool Guessed);
