using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Spaces;

/// <param name="Results">How many periods of how many spaces.</param>
public sealed record ResultsImported(int Results, int Spaces);

/// <summary>Reports all results of a sheet, or none of them. Give it a <see cref="Preview"/> to try it.</summary>
public sealed class ImportResults(Database database)
{
    private const int MostTold = 5;

    /// <summary>Of the last run, by row: why nothing was taken.</summary>
    public IReadOnlyList<SheetProblem> Problems { get; private set; } = [];

    public Task<Outcome<ResultsImported>> RunAsync(Asked asked, ResultSheet sheet, CancellationToken stop = default)
    {
        Problems = sheet.Problems;
        return Problems.Count > 0 ? Task.FromResult<Outcome<ResultsImported>>(Told(Problems)) : database.WriteAsync<ResultsImported>(
            asked.For("import-results", OperationField.Of("results", sheet.Results.Count), OperationField.Personal("content", SpaceJson.Write(sheet.Results))),
            async tx =>
            {
                var problems = new List<SheetProblem>();
                foreach (var one in sheet.Results)
                    if (!(await ReportResult.AddAsync(tx, one.Result)).IsDone(out _, out var refusal)) problems.Add(new SheetProblem(one.Row, ColumnOf(refusal.Field, one.Result), refusal.Message));
                Problems = problems;
                if (problems.Count > 0) return Told(problems);
                await AuditTrail.AddAsync(tx, AuditNote.Done("import-results", "space", sheet.Results[0].Result.Space, $"{sheet.Results.Count}"));
                return new ResultsImported(sheet.Results.Count, sheet.Results.Select(one => one.Result.Space).Distinct().Count());
            }, stop);
    }

    private static Refusal Told(IReadOnlyList<SheetProblem> problems)
    {
        var first = problems.Take(MostTold).ToList();
        var (zhMore, enMore) = problems.Count > MostTold ? ($" 等共 {problems.Count} 处。", $" and {problems.Count - MostTold} more.") : ("", "");
        return Refusal.Of("sheet-rows-wrong", "file",
            "没有导入任何一行。" + string.Join(" ", first.Select(one => $"第 {one.Row} 行{(one.Column.Zh.Length > 0 ? $"“{one.Column.Zh}”" : "")}：{one.Why.Zh}")) + zhMore,
            "No row was taken. " + string.Join(" ", first.Select(one => $"Row {one.Row}{(one.Column.En.Length > 0 ? $", '{one.Column.En}'" : "")}: {one.Why.En}")) + enMore);
    }

    /// <summary>The heading of the column that a refusal's field is in.</summary>
    private static Bilingual ColumnOf(string field, NewResult result)
    {
        ResultLine? LineOf(string list, IReadOnlyList<ResultLine> lines) =>
            field.StartsWith($"{list}[", StringComparison.Ordinal) && int.TryParse(field[(list.Length + 1)..field.IndexOf(']')], out var no) && no >= 1 && no <= lines.Count ? lines[no - 1] : null;
        if ((LineOf("costs", result.Content.Costs) ?? LineOf("revenues", result.Content.Revenues)) is { } line) return ResultLines.NameOf(line);
        var code = field == "hours-open" ? "hours" : field;
        return ResultSheet.Columns.FirstOrDefault(column => column.Code == code)?.Name ?? new("", "");
    }
}
