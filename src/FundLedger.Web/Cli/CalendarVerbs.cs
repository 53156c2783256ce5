using System.CommandLine;
using FundLedger.Calendar;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>calendar list|set|import|count|due</c>.</summary>
internal static class CalendarVerbs
{
    private const int MostBytes = 1024 * 1024;

    internal static Command In(Shell shell) => Commands.Group(shell, "calendar", new("工作日历：节假日与调休；到期日历", "Working days: holidays and make-up days; and what falls due"), List(shell), Set(shell), Import(shell), Count(shell), WorkVerbs.Due(shell));

    private static Option<int> Year(Shell shell) => new("--year") { Description = shell.In("年份（默认：今年）", "the year (default: this one)"), HelpName = "YYYY" };

    private static Command List(Shell shell)
    {
        var year = Year(shell);
        return ReadVerb.MakeShowing<YearOfDays>(
            shell, "list", new("与星期不同的日子", "Days that differ from their day of the week"), [year],
            async (run, reader, _) =>
            {
                var (asked, days) = (run.Value(year) is var typed and > 0 ? typed : shell.Today.Year, await WorkingDays.LoadAsync(reader));
                return new YearOfDays(asked, days.Knows(asked), [.. days.Days.Where(day => day.Day.Year == asked)]);
            },
            (_, to, shown) =>
            {
                if (!shown.IsKnown) shell.Tell(new($"{shown.Year} 年没有节假日安排，按周一至周五计算。", $"No holidays of {shown.Year} are known: it is Monday to Friday."));
                TextTable.Write(to, [shell.In("日期", "Day"), shell.In("类别", "Kind"), shell.In("名称", "Name"), shell.In("依据", "Origin")], [.. shown.Days.Select(day => new[] { day.Day.ToIso(), shell.In(day.Kind.Name()), day.Name, day.Origin })]);
            },
            shown => new { shown.Year, shown.IsKnown, Days = shown.Days.Select(day => new { day.Day, Kind = Choices.Dashed(day.Kind.ToString()), day.Name, day.Origin, day.IsShipped }) });
    }

    private static Command Set(Shell shell)
    {
        var from = Options.Date(shell, "--from", new("第一天", "the first day"), isRequired: true);
        var to = Options.Date(shell, "--to", new("最后一天，含当天（默认：同一天）", "the last day, included (default: the same)"));
        var kind = Choices.Option(shell, "--kind", new("类别", "kind"), Choices.Of<DayKind>(), isRequired: true);
        var name = Options.Text(shell, "--name", new("名称", "NAME"), new("是什么日子", "what the day is"), isRequired: true);
        var origin = Options.Text(shell, "--origin", new("文件", "NOTICE"), new("依据的通知", "the notice that says so"));
        return WriteVerb.Make(
            shell, "set", new("登记节假日或调休；已有的被改写", "Enter holidays or make-up days; what is known is replaced"), Need.OverAll(Permission.RecordMoney), [from, to, kind, name, origin],
            run =>
            {
                var (first, last) = (run.Required(from), run.Has(to) ? run.Value(to) : run.Required(from));
                var days = Enumerable.Range(0, Math.Clamp(last.DayNumber - first.DayNumber + 1, 0, SetCalendarDays.Most + 1)).Select(i => new CalendarDay(first.AddDays(i), run.Value(kind), run.Required(name), run.Value(origin) ?? ""));
                return new SetCalendarDays(run.Database).RunAsync(run.Asked, [.. days], run.Stop);
            },
            Said);
    }

    private static Command Import(Shell shell)
    {
        var file = Options.File(shell, new("CSV 文件：日期、类别、名称、依据", "CSV file: day, kind, name, origin"));
        return WriteVerb.Make(
            shell, "import", new("从 CSV 登记：全部登记，或一天不登", "Enter days from a CSV file: all of it or none"), Need.OverAll(Permission.RecordMoney), [file],
            async run =>
            {
                if (!(await InputFile.ReadAsync(run.Parsed.GetRequiredValue(file), "", MostBytes, run.Stop)).IsDone(out var content, out var refusal)) return refusal;
                return CalendarFile.Read(content).IsDone(out var days, out refusal) ? await new SetCalendarDays(run.Database).RunAsync(run.Asked, days, run.Stop) : refusal;
            },
            Said);
    }

    private static Command Count(Shell shell)
    {
        var from = Options.Date(shell, "--from", new("从这一天之后数起", "counted after this day"), isRequired: true);
        var days = new Option<int>("--days") { Description = shell.In("第几个工作日", "which working day"), HelpName = shell.In("天数", "DAYS"), Required = true };
        return ReadVerb.MakeShowing<CountedDays>(
            shell, "count", new("某日之后第 n 个工作日", "The n-th working day after a day"), [from, days],
            async (run, reader, _) =>
            {
                if (run.Required(days) is < 0 or > WorkingDays.MostDays) return Refusal.Of("calendar-count", "days", $"天数应为 0 至 {WorkingDays.MostDays}。", $"Count 0 to {WorkingDays.MostDays} days.");
                var known = await WorkingDays.LoadAsync(reader);
                var day = known.After(run.Required(from), run.Required(days));
                return new CountedDays(day, known.YearsUnknown(run.Required(from), day));
            },
            (_, to, counted) =>
            {
                to.WriteLine(counted.Day.ToIso());
                foreach (var year in counted.YearsUnknown) shell.Tell(new($"{year} 年没有节假日安排，按周一至周五计算。", $"No holidays of {year} are known: it is Monday to Friday."));
            },
            counted => counted);
    }

    private static Bilingual Said(CalendarDaysSet done) => new($"已登记 {done.Count} 天。", $"{done.Count} day(s) entered.");

    private sealed record YearOfDays(int Year, bool IsKnown, IReadOnlyList<CalendarDay> Days);

    private sealed record CountedDays(DateOnly Day, IReadOnlyList<int> YearsUnknown);
}
