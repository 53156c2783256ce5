using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Documents;

/// <summary>Who publishes, as 360Giving knows them.</summary>
/// <param name="Prefix">That the standard's register gave the publisher; it begins every identifier that is the publisher's own.</param>
/// <param name="FunderId">Organisation identifier of the funder, such as <c>CN-USCI-…</c>; null for one of the publisher's own.</param>
internal sealed record GrantPublisher(string Prefix, string? FunderId);

/// <summary>Grants by the 360Giving Data Standard, version 1.1, as JSON or as its table of grants: to organisations only, and nothing about a person.</summary>
internal static partial class ThreeSixtyGiving
{
    /// <summary>Stands in commands and addresses; never changes.</summary>
    internal const string Code = "360giving";

    /// <summary>The register of China's unified social credit codes, by its code in org-id.guide.</summary>
    private const string ChinaList = "CN-USCI";

    private static readonly string[] Titles =
    [
        "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Amount Disbursed", "Award Date", "Planned Dates:Start Date", "Planned Dates:End Date", "Planned Dates:Duration (months)", "Recipient Org:Identifier", "Recipient Org:Name",
        "Funding Org:Identifier", "Funding Org:Name", "Grant Programme:Code", "Grant Programme:Title", "From An Open Call?", "Last Modified",
    ];

    /// <summary>Identifiers are letters, digits and hyphens.</summary>
    internal static Outcome<GrantPublisher> Publisher(string? prefix, string? funderId) =>
        !Identifier().IsMatch(prefix ?? "") ? Refusal.Of("prefix-missing", "prefix", "请填写 360Giving 给发布者的前缀，如 360G-HAPPY：只用字母、数字和连字符。", "Give the prefix that 360Giving gave the publisher, like 360G-HAPPY: letters, digits and hyphens only.")
        : funderId is { Length: > 0 } && !Identifier().IsMatch(funderId) ? Refusal.Of("funder-id", "funder-id", "资助方的机构标识只用字母、数字和连字符，如 CN-USCI-53310000MJ49000000。", "The funder's identifier has letters, digits and hyphens only, like CN-USCI-53310000MJ49000000.")
        : new GrantPublisher(prefix!, funderId is { Length: > 0 } ? funderId : null);

    internal static void WriteJson(IReadOnlyList<PublishedGrant> grants, GrantPublisher publisher, Language language, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("version", "1.1");
        json.WriteStartObject("publisher");
        json.WriteString("name", string.Join(language == Language.Zh ? "、" : ", ", grants.Select(grant => grant.Funder.Name).Distinct()));
        json.WriteEndObject();
        json.WriteStartArray("grants");
        foreach (var grant in grants) Write(json, grant, publisher, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    internal static void WriteCsv(IReadOnlyList<PublishedGrant> grants, GrantPublisher publisher, Language language, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true); // the standard's tools read the first title as it stands
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var title in Titles) csv.WriteField(title);
        csv.NextRecord();
        foreach (var grant in grants)
        {
            string[] cells =
            [
                IdOf(grant, publisher), grant.Title, Description(grant, language), grant.Awarded.Currency.Code, grant.Awarded.ToAmountText(), grant.Disbursed.ToAmountText(), grant.DecidedOn.ToIso(), grant.Days.First.ToIso(), grant.Days.Last.ToIso(),
                MonthsOf(grant.Days).ToString(CultureInfo.InvariantCulture), RecipientOf(grant, publisher), grant.Organisation, FunderOf(grant, publisher), grant.Funder.Name, grant.ProgrammeCode, grant.Programme.In(language), grant.IsFromOpenCall ? "Yes" : "No", Modified(grant),
            ];
            foreach (var cell in cells) csv.WriteField(FormulaSafe.Escaped(cell));
            csv.NextRecord();
        }
    }

    private static void Write(Utf8JsonWriter json, PublishedGrant grant, GrantPublisher publisher, Language language)
    {
        json.WriteStartObject();
        json.WriteString("id", IdOf(grant, publisher));
        json.WriteString("title", grant.Title);
        json.WriteString("description", Description(grant, language));
        json.WriteString("currency", grant.Awarded.Currency.Code);
        Number("amountAwarded", grant.Awarded);
        Number("amountDisbursed", grant.Disbursed);
        json.WriteString("awardDate", grant.DecidedOn.ToIso());
        json.WriteStartArray("plannedDates");
        json.WriteStartObject();
        json.WriteString("startDate", grant.Days.First.ToIso());
        json.WriteString("endDate", grant.Days.Last.ToIso());
        json.WriteNumber("duration", MonthsOf(grant.Days));
        json.WriteEndObject();
        json.WriteEndArray();
        Organisation("recipientOrganization", RecipientOf(grant, publisher), grant.Organisation);
        Organisation("fundingOrganization", FunderOf(grant, publisher), grant.Funder.Name);
        json.WriteStartArray("grantProgramme");
        json.WriteStartObject();
        json.WriteString("code", grant.ProgrammeCode);
        json.WriteString("title", grant.Programme.In(language));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("fromOpenCall", grant.IsFromOpenCall ? "Yes" : "No");
        json.WriteString("dateModified", Modified(grant));
        json.WriteEndObject();

        // The standard has numbers here; what is written is the amount's own digits, which no binary fraction touches.
        void Number(string name, Money amount)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(amount.ToAmountText());
        }

        void Organisation(string name, string id, string called)
        {
            json.WriteStartArray(name);
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", called);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static string IdOf(PublishedGrant grant, GrantPublisher publisher) => $"{publisher.Prefix}-{grant.Number}";

    private static string RecipientOf(PublishedGrant grant, GrantPublisher publisher) => grant.CreditCode is { Length: > 0 } code ? $"{ChinaList}-{code}" : $"{publisher.Prefix}-ORG-{grant.OrganisationCode}";

    private static string FunderOf(PublishedGrant grant, GrantPublisher publisher) => publisher.FunderId ?? $"{publisher.Prefix}-ORG-{grant.Funder.Code}";

    private static string Modified(PublishedGrant grant) => Moments.FromMicroseconds(grant.ChangedAt).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Made of what was agreed: texts that people wrote are not published.</summary>
    private static string Description(PublishedGrant grant, Language language)
    {
        var lines = string.Join(language == Language.Zh ? "、" : ", ", grant.BudgetLines);
        return new Bilingual($"{grant.Programme.Zh}：{grant.Title}。预算：{lines}。", $"{grant.Programme.En}: {grant.Title}. Budget: {lines}.").In(language);
    }

    /// <summary>Begun months count.</summary>
    private static int MonthsOf(DateSpan days)
    {
        var months = (days.Last.Year - days.First.Year) * 12 + days.Last.Month - days.First.Month;
        return days.First.AddMonths(months) <= days.Last ? months + 1 : months;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{1,60}$")]
    private static partial Regex Identifier();
}
