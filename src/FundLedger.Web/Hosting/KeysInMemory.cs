using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace FundLedger.Web.Hosting;

/// <summary>Keys for form tokens that end with the process: nothing is written to the home folder of whoever runs it.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock gate = new();
    private readonly List<XElement> keys = [];

    internal static void Use(KeyManagementOptions options) => (options.XmlRepository, options.XmlEncryptor) = (new KeysInMemory(), new NullXmlEncryptor());

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (gate) return [.. keys];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (gate) keys.Add(element);
    }
}
