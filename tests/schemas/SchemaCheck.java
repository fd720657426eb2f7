// SPDX-License-Identifier: MIT OR Apache-2.0
// Asks Xerces, the XML Schema engine of the JDK, about schemas and documents.
//
//   java SchemaCheck.java SCHEMA...                    does each schema load?
//   java SchemaCheck.java SCHEMA... FILE-OR-FOLDER...  and what does it say
//       about each XML document? With several schemas, only documents on
//       which they disagree are printed; with one, those that it refuses.
//   java SchemaCheck.java -hints FILE...               the schemas are those
//       that the document itself names in xsi:schemaLocation
//
// Nothing is fetched from the network. The exit status is 1 if a schema does
// not load, or if a document is printed.

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

public class SchemaCheck {
  public static void main(String[] arguments) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "file");
    List<Validator> validators = new ArrayList<>();
    List<File> documents = new ArrayList<>();
    boolean bad = false;
    for (String argument : arguments) {
      File file = new File(argument);
      if (argument.equals("-hints")) {
        Validator validator = factory.newSchema().newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        validators.add(validator);
      } else if (argument.endsWith(".xsd")) {
        try {
          validators.add(factory.newSchema(new StreamSource(file)).newValidator());
          System.out.println("loads: " + argument);
        } catch (Exception error) {
          System.out.println("does not load: " + argument + ": " + error.getMessage());
          bad = true;
        }
      } else if (file.isDirectory()) {
        File[] inside = file.listFiles((folder, name) -> name.endsWith(".xml"));
        Arrays.sort(inside);
        documents.addAll(Arrays.asList(inside));
      } else {
        documents.add(file);
      }
    }
    int good = 0;
    int printed = 0;
    for (File document : documents) {
      List<String> complaints = new ArrayList<>();
      int accepted = 0;
      for (Validator validator : validators) {
        try {
          validator.validate(new StreamSource(document));
          complaints.add("accepted");
          accepted++;
        } catch (Exception error) {
          complaints.add(error.getMessage());
        }
      }
      if (accepted == validators.size()) {
        good++;
      }
      boolean print = validators.size() == 1 ? accepted == 0 : accepted % validators.size() != 0;
      if (print) {
        printed++;
        System.out.println(document + ": " + String.join(" | ", complaints));
      }
    }
    if (!documents.isEmpty()) {
      System.out.println(documents.size() + " documents, " + good + " accepted, " + printed
          + (validators.size() == 1 ? " refused" : " disagreements"));
    }
    System.exit(bad || printed > 0 ? 1 : 0);
  }
}
