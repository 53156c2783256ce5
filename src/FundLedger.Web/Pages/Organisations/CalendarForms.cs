using FundLedger.Calendar;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Record;
using static FundLedger.Web.Pages.Organisations.DirectoryForm;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>Holidays and make-up days.</summary>
internal static class CalendarForms
{
    private const int MostDays = 31;

    private static DirectoryForm Days { get; } = new("calendar-days", new("登记节假日或调休", "Enter holidays or make-up days"), new("按国务院办公厅的通知登记；已有的日子会被改写，原来的留在审计轨迹里。", "By the notice of the State Council; what is known of a day is replaced, and the trail keeps what it was."),
        [
            Day("from", new("自", "From"), isRequired: true), Day("to", new("至（含当天）", "To (included)"), hint: new("只有一天时留空", "leave empty for one day")), Choice<DayKind>("kind", new("类别", "Kind"), kind => kind.Name()),
            Text("name", new("名称", "Name"), isRequired: true), Text("origin", new("依据", "Origin"), hint: new("通知的名称或文号", "the notice's name or number")),
        ],
        (ask, _) => Task.FromResult(MayKeep(ask) ? Nothing : null),
        sent =>
        {
            var read = sent.Read;
            var (from, kind, name, origin) = (read.Day("from"), read.Choice<DayKind>("kind"), read.Text("name"), read.Optional("origin") ?? "");
            var to = read.OptionalDay("to") ?? from;
            return async () => to < from || to.DayNumber - from.DayNumber >= MostDays ? Refusal.Of("calendar-span", "to", $"请填写 1 至 {MostDays} 天。", $"Enter 1 to {MostDays} days.")
                : await new SetCalendarDays(sent.Database).RunAsync(sent.Asked, [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(i => new CalendarDay(from.AddDays(i), kind, name, origin))], sent.Stop).Then(done => Said(done, from.Year));
        })
    { Back = BackToCalendar };

    private static DirectoryForm File { get; } = new("calendar-file", new("导入节假日", "Import days"), new("CSV 文件，列为：日期、类别（放假、调休上班、照常）、名称、依据。全部登记，或一天不登。", "A CSV file with the columns day, kind (holiday, make-up, ordinary), name, origin. All of it is entered or none."),
        [new("document", FieldKind.File, new("文件", "File"), IsRequired: true)], (ask, _) => Task.FromResult(MayKeep(ask) ? Nothing : null),
        sent => async () => CalendarFile.Read(sent.File!.Content).IsDone(out var days, out var refusal)
            ? await new SetCalendarDays(sent.Database).RunAsync(sent.Asked, days, sent.Stop).Then(done => Said(done, days[0].Day.Year)) : refusal with { Field = "document" })
    { Back = BackToCalendar };

    internal static IReadOnlyList<DirectoryForm> All { get; } = [Days, File];

    internal static bool MayKeep(DirectoryAsk ask) => ask.Page.MayEverywhere(People.Roles.Permission.RecordMoney) || ask.Page.MayEverywhere(People.Roles.Permission.ManageFunds);

    private static Recorded Said(CalendarDaysSet done, int year) => new(new($"已登记 {done.Count} 天。", $"{done.Count} day(s) entered."), $"/calendar?year={year}");

    private static (string Path, Bilingual Name) BackToCalendar(DirectoryAsk ask) => ("/calendar", new("工作日历", "Working days"));
}
