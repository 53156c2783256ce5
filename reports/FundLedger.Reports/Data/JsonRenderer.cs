using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Data;

/// <summary>The report for a program: facts as members, each table as an array of its lines, keys the same in both languages.</summary>
internal static class JsonRenderer
{
    private const int FlushAtBytes = 32 * 1024;

    // The file is served as application/json, never set into a page, so Chinese may stay readable.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ReportContent content, Language language, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteReport(json, content, language);
        json.WriteEndObject();
    }

    /// <summary>A pack: its head, and its parts as an array of reports.</summary>
    public static void Write(ReportPack pack, Language language, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteReport(json, pack.Cover, language);
        json.WriteStartArray("parts");
        foreach (var part in pack.Parts)
        {
            json.WriteStartObject();
            json.WriteString("part", part.Key);
            WriteReport(json, part.Content, language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, ReportContent content, Language language)
    {
        json.WriteString("report", content.Key);
        json.WriteString("title", content.Title.In(language));
        json.WriteString("language", language.TagOf());
        WriteHead(json, content.Head);
        WriteCheckpoint(json, content);
        foreach (var fact in content.Facts) WriteCell(json, fact.Key, fact.Value, language);
        foreach (var section in content.Sections)
        {
            json.WriteStartArray(section.Key);
            WriteSection(json, section, language);
            json.WriteEndArray();
        }

        WriteChecks(json, content, language);
    }

    private static void WriteChecks(Utf8JsonWriter json, ReportContent content, Language language)
    {
        if (!content.Checks.Any()) return;
        json.WriteStartArray("checks");
        foreach (var check in content.Checks)
        {
            json.WriteStartObject();
            json.WriteString("check", check.Key);
            json.WriteString("what", check.What.In(language));
            WriteCell(json, "left", check.Left, language);
            WriteCell(json, "right", check.Right, language);
            json.WriteBoolean("passed", check.Passed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter json, ReportHead head)
    {
        json.WriteString("entity", PlainText.Fit(head.Entity));
        if (head.Fund is { } fund)
        {
            json.WriteStartObject("fund");
            json.WriteString("code", PlainText.Fit(fund.Code));
            json.WriteString("name", PlainText.Fit(fund.Name));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("fund");
        }

        json.WriteString("currency", head.Currency.Code);
        json.WriteString("knownAt", head.KnownAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        json.WriteNumber("lastEntry", head.LastEntry);
        json.WriteString("lastEntryHash", Convert.ToHexStringLower(head.LastEntryHash.Span));
    }

    private static void WriteCheckpoint(Utf8JsonWriter json, ReportContent content)
    {
        if (content.Head.Checkpoint is not { } signed)
        {
            json.WriteNull("checkpoint");
            return;
        }

        json.WriteStartObject("checkpoint");
        json.WriteNumber("size", signed.Size);
        json.WriteString("root", Convert.ToHexStringLower(signed.Root.Span));
        json.WriteString("signedAt", signed.SignedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        json.WriteBoolean("holdsLastEntry", signed.HoldsLastEntry);
        if (content.CheckAddress is { } address) json.WriteString("address", address);
        json.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter json, ReportSection section, Language language)
    {
        switch (section)
        {
            case TableSection table:
                WriteLines(json, table, language);
                break;
            case ChartSection chart:
                foreach (var point in chart.Points)
                {
                    json.WriteStartObject();
                    json.WriteString("day", point.Day.ToIso());
                    WriteAmount(json, "balance", point.Balance);
                    json.WriteEndObject();
                }

                break;
            case SharesSection shares:
                WriteLines(json, shares.AsTable(), language);
                break;
            case NoteSection notes:
                foreach (var note in notes.Notes) json.WriteStringValue(note.In(language));
                break;
            case SignatureSection signatures:
                json.WriteStringValue(signatures.State.In(language));
                foreach (var one in signatures.Signatories) json.WriteStringValue($"{one.As.In(language)}: {PlainText.Fit(one.Name)}");
                break;
            default:
                throw new NotSupportedException($"JSON has no form for a section of the kind {section.GetType().Name}.");
        }
    }

    private static void WriteLines(Utf8JsonWriter json, TableSection table, Language language)
    {
        foreach (var row in table.Rows)
        {
            if (row.Kind != RowKind.Line) continue;
            json.WriteStartObject();
            for (var i = 0; i < row.Cells.Length; i++) WriteCell(json, table.Columns[i].Key, row.Cells[i], language);
            json.WriteEndObject();
            if (json.BytesPending > FlushAtBytes) json.Flush();
        }
    }

    private static void WriteCell(Utf8JsonWriter json, string key, Cell cell, Language language)
    {
        switch (cell.Kind)
        {
            case CellKind.Text:
                json.WriteString(key, PlainText.Fit(cell.TextIn(language)));
                break;
            case CellKind.Date:
                json.WriteString(key, cell.Date.ToIso());
                break;
            case CellKind.Amount:
                WriteAmount(json, key, cell.Amount);
                break;
            case CellKind.Integer:
                json.WriteNumber(key, cell.Integer);
                break;
            default:
                json.WriteNull(key);
                break;
        }
    }

    private static void WriteAmount(Utf8JsonWriter json, string key, Money amount)
    {
        json.WriteStartObject(key);
        json.WriteString("amount", amount.ToAmountText());
        json.WriteString("currency", amount.Currency.Code);
        json.WriteEndObject();
    }
}
