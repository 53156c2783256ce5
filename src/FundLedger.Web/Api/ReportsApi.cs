using FundLedger.People.Roles;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Reports;

namespace FundLedger.Web.Api;

/// <summary>Reports: which there are and what they ask for; one of them as a file, the same as the site hands out.</summary>
internal static class ReportsApi
{
    private const string Part = "reports";
    internal static readonly IReadOnlyList<string> Formats = [.. Enum.GetValues<ReportFormat>().Select(format => format.ExtensionOf())];
    internal static readonly IReadOnlyList<string> MediaTypes = [.. Enum.GetValues<ReportFormat>().Select(format => format.MediaTypeOf().Split(';')[0]).Distinct()];
    private static readonly ApiParameter Report = ApiParameter.Path("report", new("报表代码", "code of the report"), "fund-balances") with { Words = [.. ReportKind.All.Select(kind => kind.Code)] };
    private static readonly ApiParameter Format = ApiParameter.Path("format", new("文件格式", "format of the file"), "csv") with { Words = Formats };

    internal static void MapReports(this ApiRoutes api)
    {
        api.Read<Page<ReportShown>>("/reports", new("listReports", Part, new("有哪些报表", "Which reports there are"), "With the parameters and formats of each.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.ReadFile("/reports/{report}/{format}", new("downloadReport", Part, new("下载一份报表", "Save a report"), "What it counts is sealed and signed for first. A report of one day takes no from. Named for the trail as a file taken out.",
            [Report, Format, ApiParameter.Fund with { IsRequired = true }, ApiParameter.From, ApiParameter.To with { IsRequired = true }, new("known", ApiParameter.KnownAt.Says, null, ApiParameterForm.Moment),
                new("doc", new("文件的语言", "language of the document"), "zh-CN", Words: ["zh-CN", "en"]), new("scope", new("整个会计主体，而不只是这个基金", "of the whole entity, not of the fund alone"), null, Words: [ReportQuestion.EntityScope])])
        {
            Files = MediaTypes,
        }, DownloadAsync, Permission.ExportLedger);
    }

    private static Task<IResult> ListAsync(ApiCall call) => Task.FromResult(call.PageOf(ReportKind.All.OrderBy(kind => kind.Code, StringComparer.Ordinal).Select(kind => new ReportShown(
        kind.Code, kind.Name, kind.Says, kind.IsOfOneDay ? ["fund", "to"] : ["fund", "from", "to"], ["known", "doc", .. kind.MayBeOfEntity ? ["scope"] : Array.Empty<string>()], Formats)), kind => kind.Report));

    private static async Task<IResult> DownloadAsync(ApiCall call)
    {
        if (ReportKind.Find(call.Route("report")) is not { } kind || !ReportFormats.TryParse(call.Route("format"), out var format)) return ApiCall.NotThere();
        var reading = new ReportReading(call.Request.Query, call.Today);
        if (reading.Read(kind, call.Language) is not { } asked) return new ApiProblem(reading.Refusals, StatusCodes.Status400BadRequest);
        await call.Issuing.BeginAsync(call.Stop);
        return await call.Database.ReadAsync(reader => ReportFiles.WriteAsync(reader, asked, format, call.Today, call.Context, call.Database, call.Issuing), call.Stop) is { } refusal ? call.Refused(refusal) : Results.Empty;
    }
}

/// <param name="Needs">Parameters that it cannot do without.</param>
/// <param name="Takes">Parameters that it may have.</param>
public sealed record ReportShown(string Report, Bilingual Name, Bilingual Says, IReadOnlyList<string> Needs, IReadOnlyList<string> Takes, IReadOnlyList<string> Formats);
