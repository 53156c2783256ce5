using System.Globalization;
using System.Text;

namespace FundLedger.Bench;

/// <summary>Donation lists of any length with the shape of a real bank's file: its rows over and over, each time under other references.</summary>
internal static class DonationLists
{
    private const string RealFile = "bank-statement-vcb-2024-09.csv";

    internal static Currency Currency => Currency.Of("VND");

    internal static void Write(string path, int rows)
    {
        var (head, records) = RealRecords() ?? MadeRecords();
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        file.Write(head);
        for (var i = 0; i < rows; i++)
        {
            var cells = records[i % records.Count].Split(',', 4); // page, date, document number, the rest
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{cells[0]},{cells[1]},{cells[2]}.{i / records.Count},{cells[3]}"));
        }
    }

    /// <summary>The header and the records as they stand in the file, line ends included; a record may hold line breaks inside quotes.</summary>
    private static (string Head, List<string> Records)? RealRecords()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", RealFile);
            if (!File.Exists(file)) continue;
            var records = Records(File.ReadAllText(file)).ToList();
            return (records[0], [.. records.Skip(1).Where(record => record.Split(',')[3].Length == 0)]); // money in only
        }

        return null;
    }

    private static (string Head, List<string> Records) MadeRecords() => (
        "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n",
        [.. Enumerable.Range(0, 8_000).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{1 + i / 40},{1 + i % 9:00}/09/2024,{5_000 + i % 300}.{10_000 + i},,{10 + i * 7 % 490}.000,,MBVCB.{i * 7_919L}.ung ho dong bao bi bao lu. CT tu {i * 104_729L % 10_000_000} toi QUY\n"))]);

    private static IEnumerable<string> Records(string text)
    {
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            if (text[i] != '\n' || isQuoted) continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }
    }
}
