namespace FundLedger.Bench;

/// <summary>One thing measured, beside what it is held against.</summary>
/// <param name="Peer">Measured in the same run, or the limit itself.</param>
/// <param name="Ratio">Of measured and peer, as the target means it; null when there is none.</param>
/// <param name="Target">Empty when the line is only for information.</param>
internal sealed record Result(string What, string Measured, string Peer = "", double? Ratio = null, string Target = "", bool? IsReached = null);

/// <summary>The table of results: each line is also printed when it is known.</summary>
internal sealed class ResultTable(TextWriter output)
{
    private readonly List<Result> results = [];

    internal void Note(string progress) => output.WriteLine($"… {progress}");

    internal void Add(Result result)
    {
        results.Add(result);
        output.WriteLine(string.Join("  ", Cells(result).Where(cell => cell.Length > 0)));
    }

    internal void Print()
    {
        if (results.Count == 0) return;
        string[][] rows = [["what", "measured", "peer or limit", "ratio", "target", "reached"], .. results.Select(Cells)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        output.WriteLine();
        foreach (var row in rows) output.WriteLine(string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Cells(Result result) =>
        [result.What, result.Measured, result.Peer, result.Ratio is { } ratio ? $"{ratio:0.00}" : "", result.Target, result.IsReached switch { true => "yes", false => "NO", null => "" }];
}
