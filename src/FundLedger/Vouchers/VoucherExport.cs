using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FundLedger.Donations.Lists;
using FundLedger.Reporting;

namespace FundLedger.Vouchers;

/// <summary>Vouchers as a program of accounting reads them: a header, then a row for each line.</summary>
/// <param name="Rows">May be walked more than once; each walk reads afresh.</param>
public sealed record VoucherExport(KnownLayout Layout, VoucherBook Book, IEnumerable<VoucherExportRow> Rows)
{
    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", ShouldQuote = cell => cell.Field.AsSpan().IndexOfAny(",\"\r\n") >= 0 };

    public IReadOnlyList<string> Headers => [.. Layout.Layout.Columns.Select(column => column.Header)];

    /// <param name="first">Number of the first voucher; null for all.</param>
    /// <param name="nameOf">What people's ids are called.</param>
    public static async Task<Outcome<VoucherExport>> OpenAsync(LedgerReader reader, KnownLayout layout, BookQuestion asked, Func<string, Bilingual> nameOf, long? first = null, long? last = null)
    {
        if (!(await VoucherReading.BookAsync(reader, asked, first, last)).IsDone(out var book, out var refusal)) return refusal;
        if (book.Unnumbered > 0)
            return Refusal.Of("vouchers-unnumbered", "month", $"有 {book.Unnumbered} 张凭证尚未编号：号码在结账时编定。请先结账，再导出。", $"{book.Unnumbered} voucher(s) have no number yet: numbers are given when the month closes. Close it, then export.");
        if (book.Count == 0) return Refusal.Of("vouchers-none", "month", "这段时间没有凭证。请核对月份和会计主体。", "There is no voucher in these days. Check the month and the entity.");
        return new VoucherExport(layout, book, RowsOf(layout.Layout, book, nameOf));
    }

    /// <summary>UTF-8 with the mark by which spreadsheets in China know it; texts that look like formulas stay texts.</summary>
    public void WriteCsv(Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024, leaveOpen: true);
        using var csv = new CsvWriter(text, Form, leaveOpen: true);
        foreach (var header in Headers) csv.WriteField(FormulaSafe.Escaped(header));
        csv.NextRecord();
        foreach (var row in Rows)
        {
            foreach (var cell in row.Cells) csv.WriteField(cell.Amount is null && cell.Integer is null ? FormulaSafe.Escaped(cell.Text) : cell.Text);
            csv.NextRecord();
        }
    }

    /// <summary>Reads a file that was exported, and compares it with the ledger cell by cell.</summary>
    /// <exception cref="IOException">The file cannot be read to its end.</exception>
    public Outcome<VoucherCheck> Check(ListFile file)
    {
        try
        {
            using var rows = file.OpenRows(file.IsSpreadsheet ? file.Sheets()[0] : null);
            return new Comparison(this, rows).Run();
        }
        catch (Exception broken) when (broken is ListRefusedException || ListFile.IsDamage(broken))
        {
            return broken is ListRefusedException refused ? refused.Reason : Refusal.Of("file-damaged", "file", $"文件“{file.Name}”已损坏，无法读取。", $"The file '{file.Name}' is damaged and cannot be read.");
        }
    }

    private static IEnumerable<VoucherExportRow> RowsOf(VoucherLayout layout, VoucherBook book, Func<string, Bilingual> nameOf)
    {
        var fields = layout.Columns.Select(column => (column.Constant, Field: column.Field is { } code ? VoucherField.Find(code) : null)).ToArray();
        foreach (var voucher in book.Vouchers)
            foreach (var line in voucher.Lines)
                yield return new VoucherExportRow(voucher, line.No, [.. fields.Select(column => column.Field?.Of(new VoucherOnLine(layout, voucher, line, nameOf)) ?? new VoucherCell(column.Constant ?? ""))]);
    }

    private sealed class Comparison(VoucherExport export, ListRows rows)
    {
        private static readonly Bilingual Header = new("表头", "the header");

        internal VoucherCheck Run()
        {
            var (vouchers, lines, entry) = (0L, 0L, 0L);
            if (!NextFilled()) return Differing(0, 0, new(1, Header, "", export.Headers[0], ""));
            for (var i = 0; i < export.Headers.Count; i++)
                if (TextOf(i) != export.Headers[i]) return Differing(0, 0, new(rows.Number, Header, ColumnName(i), export.Headers[i], TextOf(i)));

            foreach (var row in export.Rows)
            {
                var name = new Bilingual($"凭证 {row.Voucher.Name.Zh} 第 {row.LineNo} 行", $"voucher {row.Voucher.Name.En}, line {row.LineNo}");
                if (!NextFilled()) return Differing(vouchers, lines, new(rows.Number + 1, name, export.Headers[0], row.Cells[0].Text, ""));
                for (var i = 0; i < row.Cells.Count; i++)
                    if (!IsSame(row.Cells[i], i)) return Differing(vouchers, lines, new(rows.Number, name, export.Headers[i], row.Cells[i].Text, TextOf(i)));
                if (row.Voucher.Entry != entry) (vouchers, entry) = (vouchers + 1, row.Voucher.Entry);
                lines++;
            }

            return NextFilled() ? Differing(vouchers, lines, new(rows.Number, new("账上没有的一行", "a line the ledger does not have"), export.Headers[0], "", TextOf(0))) : new VoucherCheck(vouchers, lines, null);
        }

        private static VoucherCheck Differing(long vouchers, long lines, VoucherDifference difference) => new(vouchers, lines, difference);

        private bool NextFilled()
        {
            while (rows.Read())
                for (var i = 0; i < rows.Count; i++)
                    if (!rows[i].IsBlank) return true;
            return false;
        }

        private bool IsSame(VoucherCell expected, int column)
        {
            var found = TextOf(column);
            if (expected.Text == found) return true;
            if (expected.Amount is null && expected.Integer is null) return false;
            return decimal.TryParse(found, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
                && number == decimal.Parse(expected.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        private string TextOf(int column) => FormulaSafe.UnescapedOnly(rows.CellOrBlank(column).Span.ToString());

        private static string ColumnName(int column) => (column + 1).ToString(CultureInfo.InvariantCulture);
    }
}

/// <param name="LineNo">From 1, in the voucher.</param>
public sealed record VoucherExportRow(Voucher Voucher, int LineNo, IReadOnlyList<VoucherCell> Cells);

/// <param name="Vouchers">That were compared and agree.</param>
/// <param name="Difference">The first; null where the file says what the ledger says.</param>
public sealed record VoucherCheck(long Vouchers, long Lines, VoucherDifference? Difference);

/// <param name="Row">Of the file, from 1.</param>
/// <param name="Column">Its header; of a header, its place.</param>
public sealed record VoucherDifference(long Row, Bilingual What, string Column, string Expected, string Found)
{
    public Bilingual Text => new(
        $"文件第 {Row} 行（{What.Zh}）“{Column}”：账上为“{Expected}”，文件为“{Found}”。", $"Row {Row} of the file ({What.En}), '{Column}': the ledger has '{Expected}', the file has '{Found}'.");
}
