using QRCoder;

namespace FundLedger.Reports.Content;

/// <summary>A QR code as squares, without the white border that it is drawn in.</summary>
/// <param name="Side">Squares in a row.</param>
/// <param name="Runs">Black squares that stand together in a row, from the top.</param>
public sealed record QrModules(int Side, IReadOnlyList<(int X, int Y, int Length)> Runs)
{
    private const int Border = 4;

    public static QrModules Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var side = rows.Count - 2 * Border;
        var runs = new List<(int X, int Y, int Length)>();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var first = x;
                while (x < side && rows[y + Border][x + Border]) x++;
                if (x > first) runs.Add((first, y, x - first));
            }

        return new QrModules(side, runs);
    }
}
